/** Filled by `build.mjs` from content/<language>/web-chat/. */
declare module 'virtual:web-chat-words' {
  type Words = Readonly<Record<string, string>>;
  export const ui: Readonly<Record<'vi' | 'en', Words>>;
  export const errors: Readonly<Record<'vi' | 'en', Words>>;
}
