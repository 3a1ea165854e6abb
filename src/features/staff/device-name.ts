/** The first that fits: Edge also calls itself Chrome, and Chrome calls itself Safari. */
const browsers = [
  ['Edge', /Edg/],
  ['Cốc Cốc', /coc_coc/],
  ['Firefox', /Firefox|FxiOS/],
  ['Chrome', /Chrome|CriOS/],
  ['Safari', /Safari/],
] as const;
const systems = [
  ['Android', /Android/],
  ['iPhone', /iPhone/],
  ['iPad', /iPad/],
  ['Windows', /Windows/],
  ['macOS', /Mac OS X/],
  ['Linux', /Linux/],
] as const;

/** What a person recognises a browser of theirs by: `Chrome · Android`. */
export function deviceName(userAgent = ''): string {
  const find = (names: readonly (readonly [string, RegExp])[]) =>
    names.find(([, sign]) => sign.test(userAgent))?.[0];
  return [find(browsers), find(systems)].filter((part) => part !== undefined).join(' · ') || '?';
}
