// The door: a key, nothing else.

import * as api from './api.js';
import { make } from './dom.js';
import { word } from './words.js';

export function signInView(attempt, done) {
  const key = make('input', {
    id: 'key', type: 'password', autocomplete: 'off', spellcheck: 'false', required: true, testid: 'key',
    'aria-describedby': 'key-hint',
  });
  const form = make('form', { class: 'panel padded signin' },
    make('img', { src: 'icon.svg', alt: '', width: 64, height: 64 }),
    make('h1', { text: word('title') }),
    make('p', { text: word('signInLead') }),
    make('label', { for: 'key', text: word('key') }), key,
    make('small', { class: 'hint', id: 'key-hint', text: word('keyHint') }),
    make('button', { type: 'submit', class: 'primary', testid: 'sign-in', text: word('signIn') }));
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    api.remember(key.value.trim());
    attempt(async () => {
      try {
        done(await api.session());
      } catch (refusal) {
        api.forget();
        throw refusal;
      }
    });
  });
  return { root: form, refresh: async () => {}, ready: () => key.focus() };
}
