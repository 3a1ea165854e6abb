/** Filled by `build.mjs` from content/<language>/console/. */
declare module 'virtual:console-words/*' {
  export const words: Readonly<Record<string, string>>;
}
declare module '*.css';
