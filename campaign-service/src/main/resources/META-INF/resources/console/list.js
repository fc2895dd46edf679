// All campaigns with their live numbers.

import * as api from './api.js';
import { make, pill, tell } from './dom.js';
import { money, number, percent, revenue, word } from './words.js';

const COUNTS = ['served', 'exposures', 'clicks', 'orders'];
const PAGE = 50;
const LARGEST_PAGE = 200;

export function listView(partnerName) {
  const rows = new Map();
  let limit = PAGE;
  const totals = {};
  const cards = make('section', { class: 'cards', 'aria-label': word('campaigns') });
  for (const key of ['running', ...COUNTS, 'revenue']) {
    totals[key] = make('b', { testid: `total-${key}` });
    cards.append(make('div', { class: `card ${key}` }, make('span', { text: word(key) }), totals[key]));
  }
  const body = make('tbody');
  const empty = make('p', { class: 'empty', testid: 'empty', text: word('empty'), hidden: true });
  const more = make('button', { type: 'button', class: 'quiet more', text: word('more'), hidden: true });
  more.addEventListener('click', () => { limit = Math.min(limit + PAGE, LARGEST_PAGE); });
  const table = make('table', { testid: 'campaigns' }, make('thead', {}, make('tr', {},
    ...['name', 'state', ...COUNTS, 'ctr', 'conversion', 'revenue'].map((key) =>
      make('th', { scope: 'col', class: key === 'name' || key === 'state' ? '' : 'figure', text: word(key) })))), body);

  const root = make('div', { class: 'page' },
    make('div', { class: 'heading' },
      make('h1', { text: word('campaigns') }),
      make('a', { class: 'button primary', href: '#/new', testid: 'new-coupon', text: `＋ ${word('newCoupon')}` })),
    cards, make('div', { class: 'panel' }, table, empty), more);

  function row(campaign) {
    const figures = {};
    const cell = (key) => {
      figures[key] = make('span', { testid: key });
      return make('td', { class: 'figure', 'data-label': word(key) }, figures[key]);
    };
    const state = make('td', { 'data-label': word('state') });
    const line = make('tr', { testid: 'campaign-row', 'data-campaign': campaign.id },
      make('th', { scope: 'row' },
        make('a', { href: `#/campaigns/${campaign.id}`, text: campaign.name }),
        make('small', { text: `${partnerName(campaign.issuer)} → ${partnerName(campaign.host)}` })),
      state, ...COUNTS.map(cell), cell('ctr'), cell('conversion'), cell('revenue'));
    return { line, figures, state };
  }

  function show(campaign) {
    if (!rows.has(campaign.id)) {
      rows.set(campaign.id, row(campaign));
    }
    const { line, figures, state } = rows.get(campaign.id);
    if (state.dataset.state !== campaign.state) {
      state.dataset.state = campaign.state;
      state.replaceChildren(pill(campaign.state, word(`state.${campaign.state}`)));
    }
    COUNTS.forEach((key) => tell(figures[key], number(campaign.report[key])));
    tell(figures.ctr, percent(campaign.report.ctr));
    tell(figures.conversion, percent(campaign.report.conversion));
    tell(figures.revenue, revenue(campaign.report.revenue));
    return line;
  }

  function sum(campaigns) {
    tell(totals.running, number(campaigns.filter((each) => each.state === 'running').length));
    COUNTS.forEach((key) => tell(totals[key], number(campaigns.reduce((total, each) => total + each.report[key], 0))));
    const byCurrency = new Map();
    campaigns.flatMap((each) => each.report.revenue).forEach(({ minorUnits, currency }) =>
      byCurrency.set(currency, (byCurrency.get(currency) ?? 0) + minorUnits));
    tell(totals.revenue, byCurrency.size === 0
      ? '–' : [...byCurrency].map(([currency, minorUnits]) => money({ minorUnits, currency })).join(' · '));
  }

  async function refresh() {
    const page = await api.campaigns(limit);
    const lines = page.campaigns.map(show);
    if (lines.length !== body.children.length || lines.some((line, index) => body.children[index] !== line)) {
      body.replaceChildren(...lines);
    }
    empty.hidden = lines.length > 0;
    table.hidden = lines.length === 0;
    more.hidden = page.next === undefined || limit === LARGEST_PAGE;
    sum(page.campaigns);
  }

  return { root, refresh };
}
