// The form of a new coupon.

import * as api from './api.js';
import { make } from './dom.js';
import { word } from './words.js';

const MINOR_UNITS = 100;
const CURRENCY = 'CNY';

export function createView(session, attempt, done) {
  const key = idempotencyKey(); // one form, one campaign, however often it is sent
  const partners = session.partners.map(({ id, name }) => [id, name]);
  const other = session.partners.find(({ id }) => id !== session.partner)?.id;
  const month = new Date(Date.now() + 30 * 24 * 3600 * 1000);

  const percent = field('percentOff', 'percent', { type: 'number', min: 0.1, max: 100, step: 0.1, value: 15 });
  const amount = field('amountOff', 'amount', { type: 'number', min: 0.01, step: 0.01 });
  const choose = (byPercent) => {
    percent.hidden = !byPercent;
    amount.hidden = byPercent;
  };
  choose(true);
  const form = make('form', { class: 'panel padded form', testid: 'form', novalidate: true },
    field('name', 'name', { maxlength: 120 }),
    field('titles', 'titleZh', { name: 'titleZh', lang: 'zh-CN', maxlength: 120 }),
    field('', 'titleEn', { name: 'titleEn', lang: 'en', maxlength: 120 }),
    select('issuer', partners, session.partner),
    select('host', partners, other),
    make('fieldset', { class: 'segments' }, make('legend', { text: word('discount') }),
      radio('byPercent', true, () => choose(true)), radio('byAmount', false, () => choose(false))),
    percent, amount,
    field('minimumSpend', 'minimum', { type: 'number', min: 0, step: 0.01 }),
    field('clusters', 'clusters', {}, 'clustersHint'),
    area('items', 'itemsHint'),
    field('target', 'target', { spellcheck: 'false' }, 'targetHint'),
    field('startsAt', 'startsAt', { type: 'datetime-local' }),
    field('endsAt', 'endsAt', { type: 'datetime-local', value: local(month) }),
    field('priority', 'priority', { type: 'number', step: 1, value: 0 }),
    make('div', { class: 'actions wide' },
      make('a', { class: 'button quiet', href: '#/', text: word('cancel') }),
      make('button', { type: 'submit', class: 'primary', testid: 'create', text: word('create') })));

  form.addEventListener('submit', (event) => {
    event.preventDefault();
    attempt(async () => {
      try {
        clear(form);
        done(await api.create(proposal(new FormData(form)), key));
      } catch (refusal) {
        point(form, refusal.errors ?? []);
        throw refusal;
      }
    });
  });
  return {
    root: make('div', { class: 'page narrow' },
      make('a', { class: 'back', href: '#/', text: `← ${word('back')}` }),
      make('h1', { text: word('newCoupon') }), form),
    refresh: async () => {},
  };
}

function proposal(data) {
  const text = (name) => data.get(name)?.trim() || undefined;
  const sum = (name) => text(name) === undefined
    ? undefined : { minorUnits: Math.round(Number(text(name)) * MINOR_UNITS), currency: CURRENCY };
  const instant = (name) => text(name) === undefined ? undefined : new Date(text(name)).toISOString();
  const list = (name, separator) => (text(name) ?? '').split(separator).map((each) => each.trim()).filter(Boolean);
  const byPercent = data.get('by') === 'byPercent';
  return {
    kind: 'coupon',
    name: text('name'),
    issuer: text('issuer'),
    host: text('host'),
    titles: Object.fromEntries(
      [['zh-CN', text('titleZh')], ['en', text('titleEn')]].filter(([, title]) => title !== undefined)),
    percentOff: byPercent && text('percentOff') !== undefined ? Number(text('percentOff')) : undefined,
    amountOff: byPercent ? undefined : sum('amountOff'),
    minimumSpend: sum('minimumSpend'),
    clusters: list('clusters', /[,，\s]+/),
    items: list('items', /\n/),
    target: text('target'),
    startsAt: instant('startsAt'),
    endsAt: instant('endsAt'),
    priority: Number(text('priority') ?? 0),
  };
}

function labelled(of, label, control, hint) {
  const name = control.getAttribute('name');
  control.id = `field-${name}`;
  control.dataset.testid = name;
  control.setAttribute('aria-describedby', `fault-${name}`);
  return make('div', { class: 'field', 'data-field': of },
    make('label', { for: control.id, text: word(label) }), control,
    hint ? make('small', { class: 'hint', text: word(hint) }) : null,
    make('small', { class: 'fault', id: `fault-${name}` }));
}

const field = (of, label, attributes, hint) => labelled(of, label, make('input', { name: of, ...attributes }), hint);

const area = (name, hint) => labelled(name, name, make('textarea', { name, rows: 2, spellcheck: 'false' }), hint);

const select = (name, options, chosen) => labelled(name, name, make('select', { name },
  ...options.map(([value, text]) => make('option', { value, text, selected: value === chosen }))));

const radio = (value, checked, onchange) => make('label', {},
  make('input', { type: 'radio', name: 'by', value, checked, testid: value, onchange }), make('span', { text: word(value) }));

function clear(form) {
  form.querySelectorAll('.fault').forEach((fault) => { fault.textContent = ''; });
  form.querySelectorAll('[aria-invalid]').forEach((control) => control.removeAttribute('aria-invalid'));
}

function point(form, errors) {
  errors.forEach(({ field: name, reason }) => {
    const place = form.querySelector(`[data-field="${CSS.escape(name)}"]`);
    if (place) {
      place.querySelector('.fault').textContent = reason;
      place.querySelector('input, select, textarea').setAttribute('aria-invalid', 'true');
    }
  });
  form.querySelector('[aria-invalid]')?.focus();
}

function local(date) {
  const shifted = new Date(date.getTime() - date.getTimezoneOffset() * 60 * 1000);
  return shifted.toISOString().slice(0, 16);
}

const idempotencyKey = () =>
  [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
