import { type Child, startChild } from '../processes.ts';
import type { Answer, Load, LoadReport, Order } from './orders.ts';

/** The outside world as the benchmark sees it: somebody to send to, and somebody who writes. */
export interface Outside {
  /** Address of the Bot API. */
  readonly apiRoot: string;
  readonly pid: number;
  run(load: Load): Promise<LoadReport>;
  close(): Promise<void>;
}

export async function startOutside(): Promise<Outside> {
  const child = startChild('outside', []);
  const vendor = await ask(child, { kind: 'vendor' });
  if (vendor.kind !== 'vendor') throw new Error('the stand-in vendor did not start');
  return {
    apiRoot: `http://127.0.0.1:${vendor.port}`,
    pid: child.process.pid ?? 0,
    async run(load) {
      const answer = await ask(child, load);
      if (answer.kind !== 'load') throw new Error(answer.kind === 'failed' ? answer.message : 'no report');
      return answer.report;
    },
    close: child.stop,
  };
}

async function ask(child: Child, order: Order): Promise<Answer> {
  child.process.send(order);
  return (await child.message()) as Answer;
}
