/** Everything a person reads goes to stderr: stdout belongs to the command that was asked for. */
export function say(text) {
  process.stderr.write(`${text}\n`);
}

/** A failure whose message is all that a person needs; shown without a stack trace. */
export class Refusal extends Error {}

/** Runs the main function of a script; a refusal is printed, a bug keeps its stack trace. */
export async function runScript(main) {
  try {
    process.exitCode = await main();
  } catch (error) {
    say(error instanceof Refusal ? error.message : String(error?.stack ?? error));
    process.exitCode = 1;
  }
}
