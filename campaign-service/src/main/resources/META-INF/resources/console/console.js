// The page: signs in, shows the view that the address names, and keeps it fresh.

import * as api from './api.js';
import { createView } from './create.js';
import { detailView } from './detail.js';
import { listView } from './list.js';
import { peopleView } from './people.js';
import { personView } from './person.js';
import { signInView } from './signin.js';
import { currentLanguage, speak, word } from './words.js';

const REFRESH_MILLIS = 2000;
const find = (testid) => document.querySelector(`[data-testid="${testid}"]`);
const main = document.getElementById('main');

let session = null;
let view = null;

const partnerName = (id) => session.partners.find((partner) => partner.id === id)?.name ?? id;

function explain(problem) {
  if (problem instanceof api.Refusal) {
    const known = problem.errors.length > 0 ? 'faults' : { 401: 'wrongKey', 403: 'forbiddenKey' }[problem.status];
    return known ? word(known) : problem.message;
  }
  return problem instanceof TypeError ? word('offline') : word('failed');
}

function alertOf(text) {
  const alert = find('alert');
  alert.textContent = text ?? '';
  alert.hidden = !text;
}

/** Does what a person asked for, and says so if it fails. */
async function attempt(work) {
  try {
    alertOf(null);
    await work();
  } catch (problem) {
    alertOf(explain(problem));
  }
}

function live(isLive) {
  const badge = find('live');
  badge.hidden = session === null;
  badge.classList.toggle('lost', !isLive);
  badge.textContent = word(isLive ? 'live' : 'offline');
}

async function refresh() {
  if (session === null || document.hidden) {
    return;
  }
  const refreshed = view;
  try {
    await refreshed.refresh();
    live(true);
  } catch (problem) {
    if (problem instanceof api.Refusal && problem.status === 401) {
      leave();
      alertOf(explain(problem));
    } else if (problem instanceof api.Refusal && problem.status < 500) {
      alertOf(explain(problem));
    } else {
      live(false);
    }
  }
}

function choose() {
  if (session === null) {
    return signInView(attempt, enter);
  }
  const [, place, id] = location.hash.split('/');
  if (place === 'new') {
    return createView(session, attempt, (created) => { location.hash = `#/campaigns/${created.id}`; });
  }
  if (place === 'people') {
    return id === undefined ? peopleView(session, attempt) : personView(decodeURIComponent(id), partnerName);
  }
  return place === 'campaigns' ? detailView(id, session, partnerName, attempt) : listView(partnerName);
}

function show() {
  alertOf(null);
  dress();
  view = choose();
  main.replaceChildren(view.root);
  view.ready?.();
  refresh();
}

function dress() {
  const language = currentLanguage();
  document.documentElement.lang = language;
  document.title = `Kuajie 跨界 · ${word('title')}`;
  document.querySelectorAll('[data-word]').forEach((each) => { each.textContent = word(each.dataset.word); });
  document.querySelectorAll('[data-label="language"]').forEach((each) => each.setAttribute('aria-label', word('language')));
  document.querySelectorAll('[data-language]').forEach((each) =>
    each.setAttribute('aria-pressed', String(each.dataset.language === language)));
  find('sign-out').hidden = session === null;
  find('who').hidden = session === null;
  find('live').hidden = true;
  find('nav').hidden = session === null;
  const place = location.hash.startsWith('#/people') ? 'people' : 'campaigns';
  document.querySelectorAll('[data-place]').forEach((each) =>
    each.setAttribute('aria-current', each.dataset.place === place ? 'page' : 'false'));
  if (session !== null) {
    find('who').textContent = session.partner ? partnerName(session.partner) : word('operator');
  }
}

function enter(opened) {
  session = opened;
  show();
}

function leave() {
  api.forget();
  session = null;
  show();
}

async function run() {
  document.querySelectorAll('[data-language]').forEach((button) => button.addEventListener('click', () => {
    speak(button.dataset.language);
    show();
  }));
  find('sign-out').addEventListener('click', leave);
  addEventListener('hashchange', show);
  document.addEventListener('visibilitychange', refresh);
  if (api.hasKey()) {
    session = await api.session().catch(() => null);
  }
  show();
  for (;;) {
    await new Promise((resolve) => { setTimeout(resolve, REFRESH_MILLIS); });
    await refresh();
  }
}

run();
