/** Heads and lengths: facts of 2026, not law; a number is stored as `84…`. */
const mobile = /^(?:\+?84|0)([35789]\d{8})$/;
const landLine = /^(?:\+?84|0)(2\d{8,9})$/;

/** A Vietnamese telephone number in the form that is stored, `84…`; `undefined` when it is none. */
export function readPhone(text: string): string | undefined {
  const digits = text.replace(/[\s.()-]/g, '');
  const rest = mobile.exec(digits)?.[1] ?? landLine.exec(digits)?.[1];
  return rest === undefined ? undefined : `84${rest}`;
}
