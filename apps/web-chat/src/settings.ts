import { remember, remembered } from './device.ts';
import { byId } from './dom.ts';
import { currentLanguage, type Language, useLanguage } from './words.ts';

const languageKey = 'gan-dan-language';
const largeTypeKey = 'gan-dan-large-type';

/** Language and type size, remembered on this device. */
export function setUpSettings(onLanguage: () => void): void {
  applyLanguage(remembered(languageKey) === 'en' ? 'en' : 'vi');
  applyLargeType(remembered(largeTypeKey) === 'yes');
  byId('language').addEventListener('click', () => {
    const next = currentLanguage() === 'vi' ? 'en' : 'vi';
    remember(languageKey, next);
    applyLanguage(next);
    onLanguage();
  });
  byId('large-type').addEventListener('click', () => {
    const isLarge = byId('large-type').getAttribute('aria-pressed') !== 'true';
    remember(largeTypeKey, isLarge ? 'yes' : null);
    applyLargeType(isLarge);
  });
}

function applyLanguage(language: Language): void {
  useLanguage(language);
  // The button names the other language, in that language.
  byId('language').lang = language === 'vi' ? 'en' : 'vi';
}

function applyLargeType(isLarge: boolean): void {
  document.documentElement.classList.toggle('large', isLarge);
  byId('large-type').setAttribute('aria-pressed', String(isLarge));
}
