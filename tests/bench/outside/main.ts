import { createAnswers } from './answers.ts';
import { createCitizens } from './citizens.ts';
import { runLoad } from './load.ts';
import type { Answer, Order } from './orders.ts';
import { startVendor } from './vendor.ts';

/** Telegram and its citizens, in a process of their own beside the bot that is measured. */
const answers = createAnswers();
const outside = { answers, nextSaid: createCitizens() };

async function carryOut(order: Order): Promise<Answer> {
  if (order.kind === 'vendor') return { kind: 'vendor', port: await startVendor(answers.arrived) };
  return { kind: 'load', report: await runLoad(order, outside) };
}

process.on('message', (order: Order) => {
  carryOut(order).then(
    (answer) => process.send?.(answer),
    (error: unknown) => process.send?.({ kind: 'failed', message: String(error) } satisfies Answer),
  );
});
process.on('disconnect', () => process.exit(0));
