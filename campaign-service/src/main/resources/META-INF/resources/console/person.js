// One person: who they are by what they did, and what they may do next.

import * as api from './api.js';
import { bars, columns } from './chart.js';
import { make, pill } from './dom.js';
import { titleOf, titleOfGroup } from './people.js';
import { currentLanguage, money, named, number, percent, time, word } from './words.js';

const MOST_INTERESTS = 8;
const LABELLED_HOURS = 6;
const MONDAY = Date.UTC(2024, 0, 1);
const DAY_MILLIS = 24 * 3600 * 1000;

export function personView(key, partnerName) {
  const root = make('div', { class: 'page' }, make('a', { class: 'back', href: '#/people', text: `← ${word('people')}` }));
  const content = make('div', { class: 'page-content' });
  root.append(content);
  let shown = null;

  async function refresh() {
    const [profile, portrait] = await Promise.all([api.profile(key), api.portrait(key)]).catch(unknown);
    if (profile === null) {
      content.replaceChildren(make('p', { class: 'panel empty', testid: 'unknown', text: word('unknownPerson') }));
      return;
    }
    const seen = JSON.stringify([profile, portrait]);
    if (seen !== shown) {
      shown = seen;
      content.replaceChildren(...parts(profile, portrait, partnerName));
    }
  }

  return { root, refresh };
}

function unknown(problem) {
  if (problem.status === 404) {
    return [null, null];
  }
  throw problem;
}

const parts = (profile, portrait, partnerName) => [
  heading(profile, portrait),
  cards(profile, portrait),
  make('div', { class: 'columns even' },
    panel('interests', bars(portrait.interests.slice(0, MOST_INTERESTS).map(({ domain, category, share, lately }) => ({
      name: taste(domain, category), share, testid: 'interest', note: word('lately', number(Math.round(lately * 10) / 10)),
    })))),
    panel('nextActions', bars((portrait.next ?? []).map(({ action, probability }) => ({
      name: named('action', action), share: probability, testid: 'next',
    }))), 'nextHint')),
  ...(portrait.propensities ? [outlook(portrait.propensities)] : []),
  panel('habits', make('div', { class: 'habits' },
    columns(portrait.hours, portrait.hours.map((_, hour) => (hour % LABELLED_HOURS === 0 ? String(hour) : null)),
      (hour, count) => `${hour}:00 · ${number(count)}`),
    columns(portrait.weekdays, weekdays(), (day, count) => `${weekdays()[day]} · ${number(count)}`)), 'habitsHint'),
  panel('sides', make('dl', { class: 'terms' }, ...profile.leaves.flatMap((leaf) => [
    make('dt', { text: partnerName(leaf.partner) }),
    make('dd', { text: word('sideFacts', number(leaf.events), named('domain', leaf.domain)) })]),
  make('dt', { text: word('firstSeen') }), make('dd', { text: time(profile.firstAt) }),
  make('dt', { text: word('lastSeen') }), make('dd', { text: time(profile.evaluatedAt) }))),
];

function heading(profile, portrait) {
  return make('div', { class: 'heading' }, make('div', {},
    make('h1', { testid: 'label', text: titleOfGroup(profile.cluster) }),
    make('p', { class: 'hint' }, `${profile.cluster?.id ?? '–'} · ${profile.person} `)),
  make('div', { class: 'actions' },
    make('span', { class: `pill stage ${portrait.stage}`, testid: 'stage', text: named('stage', portrait.stage) }),
    ...(portrait.declared ?? []).map(({ trait, titles, declaredAt }) => make('span', {
      class: 'pill', testid: `declared-${trait}`, title: word('declaredAt', time(declaredAt)), text: titleOf(titles),
    })),
    ...portrait.segments.map((segment) => pill('approved', segment))));
}

function cards(profile, { rfm, spend, priceSensitivity, rating, tone, population }) {
  const bought = rfm?.recency > 0;
  return make('section', { class: 'cards' },
    card('spend', spend.length === 0 ? '–' : spend.map(({ amount }) => money(amount)).join(' · '),
      aboveBuyers(spend)),
    card('rfm', bought ? `${rfm.recency} · ${rfm.frequency} · ${rfm.monetary}` : '–', word('rfmHint')),
    card('priceSensitivity', priceSensitivity === undefined ? '–' : percent(priceSensitivity), word('priceHint')),
    card('opinion', rating === undefined ? '–' : `★ ${rating.toFixed(1)}`,
      tone === undefined ? word('noTone') : word('tone', tone.toFixed(2))),
    card('eventsTotal', number(profile.leaves.reduce((total, { events }) => total + events, 0)),
      word('amongPeople', population === undefined ? '–' : number(population))));
}

/** Of a currency that few people buy in a partner is not told. */
function aboveBuyers([first]) {
  if (first === undefined) {
    return word('noSpend');
  }
  return first.percentile === undefined ? '' : word('aboveBuyers', percent(first.percentile));
}

/** How likely they are to buy, to stay away, and to buy of what they dealt with lately. */
function outlook({ days, buy, churn, tastes, people }) {
  const body = bars([
    { name: word('buysAnything'), share: buy, testid: 'buys' },
    { name: word('staysAway'), share: churn, testid: 'stays-away' },
    ...tastes.slice(0, MOST_INTERESTS).map(({ domain, category, buy: share }) => ({
      name: word('buysOf', taste(domain, category)), share, testid: 'buys-of',
    })),
  ]);
  return make('section', { class: 'panel padded' }, make('h2', { text: word('outlook', days) }),
    make('p', { class: 'hint', text: word('outlookHint', number(people)) }), body);
}

const card = (key, figure, hint) => make('div', { class: `card ${key}` },
  make('span', { text: word(key) }), make('b', { testid: key, text: figure }), make('small', { text: hint }));

const panel = (key, body, hint) => make('section', { class: 'panel padded' },
  make('h2', { text: word(key) }), hint ? make('p', { class: 'hint', text: word(hint) }) : null, body);

const taste = (domain, category) => (category === '' ? named('domain', domain) : `${named('domain', domain)} · ${category}`);

/** The days of the week, Monday first. */
const weekdays = () => [...Array(7).keys()].map((day) =>
  new Intl.DateTimeFormat(currentLanguage(), { weekday: 'short', timeZone: 'UTC' }).format(new Date(MONDAY + day * DAY_MILLIS)));
