type Words = Readonly<Record<string, string>>;

/** The page loads the words of one language; the other's when somebody asks for it. */
const sources = {
  vi: () => import('virtual:console-words/vi'),
  en: () => import('virtual:console-words/en'),
} as const;
const loaded: { vi?: Words; en?: Words } = {};

export async function loadWords(language: keyof typeof sources): Promise<void> {
  loaded[language] ??= (await sources[language]()).words;
}

export const wordsOf = (language: keyof typeof sources): Words => loaded[language] ?? {};
