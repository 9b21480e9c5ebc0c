import i18next from 'i18next';
import { initReactI18next, useTranslation } from 'react-i18next';

void i18next.use(initReactI18next).init({
  lng: 'en',
  fallbackLng: 'en',
  resources: {},
  interpolation: { escapeValue: false }, // React escapes
  initAsync: false,
});

type Key<T> = keyof T extends infer K ? (K extends `${infer Base}_${'one' | 'other'}` ? Base : K) : never;

export type Say<T> = (key: Key<T> & string, values?: Record<string, string | number>) => string;

/**
 * The words of one feature, in English, and the hook that says them in the reader's language. Another language is
 * another bundle of the same namespace. Words travel with the feature's own chunk.
 */
export function defineWords<T extends Record<string, string>>(namespace: string, english: T): () => Say<T> {
  i18next.addResourceBundle('en', namespace, english);
  return function useWords() {
    const { t } = useTranslation(namespace);
    return (key, values) => t(key, values ?? {});
  };
}

/** The language that dates and numbers are written in. */
export function locale(): string {
  return i18next.language === 'en' ? navigator.language : i18next.language;
}
