import { startChild } from './processes.ts';
import { token } from './product.ts';

export interface Peer {
  readonly port: number;
  readonly pid: number;
  close(): Promise<void>;
}

export interface PeerNeeds {
  readonly apiRoot: string;
  readonly storeUrl?: string;
}

/** Starts one of the programs of `peers/` and waits until it listens. */
export async function startPeer(
  program: 'bare-insert' | 'bare-list' | 'bare-grammy' | 'chat-sdk',
  needs: PeerNeeds,
): Promise<Peer> {
  const child = startChild(program, [
    JSON.stringify({ ...needs, token, secret: 'bench-secret-of-webhooks' }),
  ]);
  const { port } = (await child.message()) as { port: number };
  return { port, pid: child.process.pid ?? 0, close: child.stop };
}
