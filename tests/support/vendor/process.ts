import type { CommonSettings, VendorOptions, VendorStandIn } from './stand-in.ts';

/** A stand-in as a process: options as JSON in the first argument; prints its address; ends on SIGTERM. */
export async function runAsProcess<Options extends VendorOptions, Settings extends CommonSettings>(
  start: (options: Options) => Promise<VendorStandIn<Settings>>,
): Promise<void> {
  const standIn = await start(JSON.parse(process.argv[2] ?? '{}') as Options);
  process.stdout.write(`${JSON.stringify({ url: standIn.url, account: standIn.account })}\n`);
  process.on('SIGTERM', () => void standIn.close().then(() => process.exit(0)));
}
