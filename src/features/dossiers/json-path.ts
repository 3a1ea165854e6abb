/** What lies at a path like `data.items[0].name` of a JSON document; undefined when there is nothing. */
export function atPath(document: unknown, path: string): unknown {
  let here = document;
  for (const step of path.split(/[.[\]]/).filter((part) => part !== '')) {
    if (typeof here !== 'object' || here === null || !Object.hasOwn(here, step)) return undefined;
    here = (here as Record<string, unknown>)[step];
  }
  return here;
}
