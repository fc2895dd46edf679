// Groups of people who behave alike, on a map and in a list; the way to a single person.

import * as api from './api.js';
import { map, tint } from './chart.js';
import { make } from './dom.js';
import { currentLanguage, number, percent, time, word } from './words.js';

const LISTED = 20;

export const titleOf = (titles, otherwise = word('noGroup')) => titles?.[currentLanguage()] ?? titles?.en ?? otherwise;
/** Of a group; one of few people has no title that a partner is shown. */
export const titleOfGroup = (group) => titleOf(group?.titles, group?.id);
export const addressOf = (person) => `#/people/${encodeURIComponent(person)}`;

export function peopleView(session, attempt) {
  const plane = make('div', { class: 'plane', testid: 'map' });
  const facts = make('p', { class: 'hint', testid: 'model' });
  const groups = make('div', { testid: 'groups' });
  const people = make('tbody', { testid: 'people' });
  let shown = null;

  function show(model, places) {
    facts.textContent = model.model === undefined || model.model === null
      ? word('noModel')
      : word('modelFacts', model.people === undefined ? '–' : number(model.people), number(model.clusters.length),
        model.silhouette?.toFixed(2) ?? '–', time(model.fittedAt));
    if (model.model === shown) {
      return;
    }
    shown = model.model;
    const placeById = new Map(places.map((place) => [place.id, place]));
    const placed = model.clusters.filter(({ id }) => placeById.has(id));
    // Those without a place come last, so that colours are the same on the map and in the list.
    const all = [...placed, ...model.clusters.filter(({ id }) => !placeById.has(id))];
    plane.replaceChildren(map(placed.map((group) => ({
      ...placeById.get(group.id), share: group.share, label: group.id, title: `${group.id}: ${titleOfGroup(group)}`,
    })), word('map')));
    const items = new Map(all.map((group, index) => [group.id, item(group, index)]));
    groups.replaceChildren(...byFamily(model.families ?? [], all).map(([family, members]) =>
      make('section', { class: 'family', testid: family ? 'family' : 'no-family' },
        family ? heading(family) : null,
        make('ul', { class: 'groups' }, ...members.map(({ id }) => items.get(id))))));
  }

  function list(page) {
    people.replaceChildren(...page.profiles.map((profile) => make('tr', { testid: 'person-row' },
      make('th', { scope: 'row' },
        make('a', { href: addressOf(profile.person), text: titleOfGroup(profile.cluster) }),
        make('small', { text: profile.person })),
      make('td', { class: 'figure', 'data-label': word('eventsTotal'), text: number(events(profile)) }),
      make('td', { class: 'figure', 'data-label': word('lastSeen'), text: time(profile.evaluatedAt) }))));
  }

  async function refresh() {
    const [model, places] = await Promise.all([api.clusters(), api.clusterMap()]);
    show(model, places);
    if (!session.partner) {
      list(await api.people(LISTED));
    }
  }

  const root = make('div', { class: 'page' },
    make('h1', { text: word('people') }), finder(session, attempt),
    make('div', { class: 'columns' },
      make('section', { class: 'panel padded' }, make('h2', { text: word('map') }), facts, plane),
      make('section', { class: 'panel padded' }, make('h2', { text: word('groups') }), groups)),
    session.partner ? null : make('section', { class: 'panel' }, make('table', {},
      make('thead', {}, make('tr', {}, make('th', { scope: 'col', text: word('somePeople') }),
        ...['eventsTotal', 'lastSeen'].map((key) => make('th', { scope: 'col', class: 'figure', text: word(key) })))), people)));
  return { root, refresh };
}

/** Pairs of a family and its groups; last, without a family, those of none. */
function byFamily(families, groups) {
  const known = new Set(families.map(({ id }) => id));
  return [
    ...families.map((family) => [family, groups.filter((group) => group.family === family.id)]),
    [null, groups.filter(({ family }) => !known.has(family))],
  ].filter(([, members]) => members.length > 0);
}

const heading = (family) => make('header', {},
  make('div', {}, make('h3', { text: titleOfGroup(family) }),
    make('small', { text: word('familyFacts', family.id, number(family.clusters.length)) })),
  make('b', { class: 'count', text: shareOf(family) }));

const item = (group, index) => make('li', { testid: 'group' },
  make('i', { class: `dot ${tint(index)}` }),
  make('div', {}, make('b', { text: titleOfGroup(group) }), make('small', { text: group.id })),
  make('b', { class: 'count', text: shareOf(group) }));

const shareOf = ({ share, fewerThan }) => (fewerThan === undefined ? percent(share) : word('fewerThan', number(fewerThan)));

/** A partner knows its own users by their ids, an operator knows people by pseudonyms. */
function finder(session, attempt) {
  const label = word(session.partner ? 'findUser' : 'findPerson');
  const wanted = make('input', { id: 'wanted', required: true, autocomplete: 'off', spellcheck: 'false', testid: 'wanted' });
  const form = make('form', { class: 'panel padded finder' },
    make('label', { for: 'wanted', text: label }),
    wanted, make('button', { type: 'submit', class: 'primary', testid: 'find', text: word('find') }));
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const text = wanted.value.trim();
    attempt(async () => {
      location.hash = addressOf(session.partner ? (await found(text)).person : text);
    });
  });
  return form;
}

async function found(userId) {
  try {
    return await api.lookup(userId);
  } catch (problem) {
    throw problem.status === 404 ? new api.Refusal(404, { detail: word('unknownPerson') }) : problem;
  }
}

const events = ({ leaves }) => leaves.reduce((total, leaf) => total + leaf.events, 0);
