import { startStandInTelegram } from './server.ts';
import type { StandInOptions } from './stand-in.ts';

/** The stand-in as a process: options as JSON in the first argument; prints its address; ends on SIGTERM. */
const options = JSON.parse(process.argv[2] ?? '{}') as StandInOptions;
void startStandInTelegram(options).then((standIn) => {
  process.stdout.write(`${JSON.stringify({ apiRoot: standIn.apiRoot, token: standIn.token })}\n`);
  process.on('SIGTERM', () => void standIn.close().then(() => process.exit(0)));
});
