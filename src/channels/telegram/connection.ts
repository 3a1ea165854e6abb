import http from 'node:http';
import https from 'node:https';
import type { Duplex } from 'node:stream';

/**
 * Keep-alive connections that tell "never connected" from "no answer": a message behind a connection that
 * was never made is provably unsent and may go again, behind a silent one it may not. Idle ones are closed
 * early, for a request written into one that the vendor is just closing has an unknown fate.
 */
export function createAgent(apiRoot: string, { connectMs = 5_000, idleMs = 15_000 } = {}): http.Agent {
  const secure = apiRoot.startsWith('https:');
  const options = { keepAlive: true, timeout: idleMs };
  const agent = secure ? new https.Agent(options) : new http.Agent(options);
  const connect = agent.createConnection.bind(agent);
  agent.createConnection = (settings, callback) =>
    withConnectTimeout(connect(settings, callback), secure ? 'secureConnect' : 'connect', connectMs);
  return agent;
}

function withConnectTimeout<S extends Duplex | null | undefined>(
  socket: S,
  connected: string,
  timeoutMs: number,
): S {
  if (!socket) return socket;
  const giveUp = () =>
    socket.destroy(Object.assign(new Error('connection not made in time'), { code: 'CONNECT_TIMEOUT' }));
  const timer = setTimeout(giveUp, timeoutMs);
  for (const event of [connected, 'close']) socket.once(event, () => clearTimeout(timer));
  return socket;
}
