// What the page says, in its two languages.

import { COMMON } from './common-words.js';
import { PEOPLE } from './people-words.js';

const REMEMBERED = 'kuajie.language';

let language = localStorage.getItem(REMEMBERED)
  ?? (navigator.language.toLowerCase().startsWith('zh') ? 'zh-CN' : 'en');

export const currentLanguage = () => language;

export function speak(chosen) {
  language = chosen;
  localStorage.setItem(REMEMBERED, chosen);
}

const known = (key) => COMMON[language][key] ?? PEOPLE[language][key];

export const word = (key, ...values) =>
  (known(key) ?? key).replace(/\{(\d)\}/g, (_, index) => values[index]);

/** The name of one of a kind, such as an action; what has none in this language stands for itself. */
export const named = (kind, value) => known(`${kind}.${value}`) ?? value;

export const number = (value) => new Intl.NumberFormat(language).format(value);

export const percent = (share) => share == null
  ? '–'
  : new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 1 }).format(share);

export function money({ minorUnits, currency }) {
  const format = new Intl.NumberFormat(language, { style: 'currency', currency });
  return format.format(minorUnits / 10 ** format.resolvedOptions().maximumFractionDigits);
}

export const revenue = (amounts) => amounts.length === 0 ? '–' : amounts.map(money).join(' · ');

export const time = (instant) =>
  new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short' }).format(new Date(instant));
