/**
 * A statement that each connection parses and plans once, by its name: for the few that run all the time.
 * One name always means one text.
 */
export interface Statement {
  readonly name: string;
  readonly text: string;
}

export function prepared(name: string, text: string): Statement {
  return { name, text };
}
