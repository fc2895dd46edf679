// Small charts, drawn without a library.

import { make } from './dom.js';
import { percent } from './words.js';

const SVG = 'http://www.w3.org/2000/svg';
const TINTS = 8;
const WIDTH = 560;
const HEIGHT = 340;
const MARGIN = 64;
const SMALLEST = 9;
const LARGEST = 38;

/** The colour of a group: the same on the map and beside its name. */
export const tint = (index) => `tint-${index % TINTS}`;

/** Named shares as bars, longest first. Each: { name, share, note, testid }. */
export function bars(entries) {
  const largest = Math.max(...entries.map(({ share }) => share), 1e-9);
  return make('ul', { class: 'bars' }, ...entries.map(({ name, share, note, testid }) => {
    const bar = make('i');
    bar.style.setProperty('--share', share / largest);
    return make('li', { testid },
      make('span', { text: name }), make('div', { class: 'track' }, bar),
      make('b', { text: percent(share) }), note ? make('small', { text: note }) : null);
  }));
}

/** Counts side by side, such as those of the hours of a day. A label of null leaves its place empty. */
export function columns(counts, labels, title) {
  const largest = Math.max(...counts, 1);
  return make('ol', { class: 'habit' }, ...counts.map((count, index) => {
    const column = make('i');
    column.style.setProperty('--share', count / largest);
    return make('li', { title: title(index, count) },
      make('div', {}, column), make('small', { text: labels[index] ?? '' }));
  }));
}

/** Groups on a plane, larger where there are more people. Each: { x, y, share, label, title }. */
export function map(places, label) {
  const across = scale(places.map(({ x }) => x), MARGIN, WIDTH - MARGIN);
  const down = scale(places.map(({ y }) => -y), MARGIN, HEIGHT - MARGIN);
  const largest = Math.max(...places.map(({ share }) => share), 1e-9);
  return draw('svg', { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, class: 'map', role: 'img', 'aria-label': label },
    ...places.map(({ x, y, share, label: text, title }, index) => {
      const radius = SMALLEST + (LARGEST - SMALLEST) * Math.sqrt(share / largest);
      const [cx, cy] = [across(x), down(-y)];
      return draw('g', { class: tint(index), 'data-testid': 'place' }, draw('title', {}, title),
        draw('circle', { cx, cy, r: radius }),
        draw('text', { x: cx, y: cy + radius + 15, 'text-anchor': 'middle' }, text));
    }));
}

function scale(values, from, to) {
  const [least, most] = [Math.min(...values), Math.max(...values)];
  return (value) => (most - least < 1e-9 ? (from + to) / 2 : from + ((value - least) / (most - least)) * (to - from));
}

function draw(tag, attributes, ...children) {
  const element = document.createElementNS(SVG, tag);
  Object.entries(attributes).forEach(([name, value]) => element.setAttribute(name, value));
  element.append(...children);
  return element;
}
