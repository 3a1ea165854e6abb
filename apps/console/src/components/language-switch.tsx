import { changeLanguage, type Language, useLanguage } from '../lib/language.ts';

const names: readonly (readonly [Language, string])[] = [
  ['vi', 'Tiếng Việt'],
  ['en', 'English'],
];

/** Each language by its own name. */
export function LanguageSwitch() {
  const language = useLanguage();
  return (
    <p className="languages">
      {names.map(([code, name]) => (
        <button
          key={code}
          type="button"
          lang={code}
          className="quiet"
          aria-pressed={code === language}
          onClick={() => void changeLanguage(code)}
        >
          {name}
        </button>
      ))}
    </p>
  );
}
