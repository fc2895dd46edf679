// One campaign: its funnel, its terms, and the buttons that its state allows.

import * as api from './api.js';
import { make, pill, tell } from './dom.js';
import { money, number, percent, revenue, time, word } from './words.js';

const STEPS = ['served', 'exposures', 'clicks', 'orders'];
const ACTIONS = {
  draft: ['approve', 'end'],
  approved: ['start', 'end'],
  scheduled: ['start', 'end'],
  running: ['pause', 'end'],
  paused: ['resume', 'end'],
  ended: [],
};

export function detailView(id, session, partnerName, attempt) {
  const head = make('div', { class: 'heading' });
  const funnel = funnelOf();
  const takings = make('b', { testid: 'revenue' });
  const refunds = make('b', { testid: 'refunds' });
  const terms = make('dl', { class: 'terms' });
  const approvals = make('ul', { class: 'approvals', testid: 'approvals' });
  const root = make('div', { class: 'page' },
    make('a', { class: 'back', href: '#/', testid: 'back', text: `← ${word('back')}` }),
    head,
    make('div', { class: 'columns' },
      make('section', { class: 'panel padded' },
        make('h2', { text: word('funnel') }), make('p', { class: 'hint', text: word('funnelHint') }),
        funnel.root,
        make('div', { class: 'sums' },
          make('div', {}, make('span', { text: word('revenue') }), takings),
          make('div', {}, make('span', { text: word('refunds') }), refunds))),
      make('section', { class: 'panel padded' },
        make('h2', { text: word('approvals') }), approvals,
        make('h2', { text: word('details') }), terms)));
  let shown = null;

  function show(campaign) {
    if (shown === campaign.version) {
      return;
    }
    shown = campaign.version;
    head.replaceChildren(
      make('div', {},
        make('h1', {}, campaign.name, ' ', pill(campaign.state, word(`state.${campaign.state}`))),
        make('p', { class: 'hint', text: `${partnerName(campaign.issuer)} → ${partnerName(campaign.host)}` })),
      make('div', { class: 'actions' }, ...actions(campaign)));
    approvals.replaceChildren(...[...new Set([campaign.issuer, campaign.host])].map((partner) =>
      make('li', { class: campaign.approvals[partner] ? 'done' : '' },
        make('b', { text: partnerName(partner) }), ' ',
        campaign.approvals[partner] ? word('approvedAt', time(campaign.approvals[partner])) : word('notApproved'))));
    terms.replaceChildren(...termsOf(campaign).flatMap(([key, value]) =>
      [make('dt', { text: word(key) }), make('dd', { text: value })]));
  }

  function actions(campaign) {
    return ACTIONS[campaign.state]
      .filter((action) => action !== 'approve' || !campaign.approvals[session.partner])
      .map((action) => make('button', {
        type: 'button',
        class: action === 'end' ? 'danger' : 'primary',
        testid: `action-${action}`,
        text: word(action),
        onclick: () => {
          if (action !== 'end' || confirm(word('endSure'))) {
            attempt(async () => show(await api.change(campaign, action)));
          }
        },
      }));
  }

  async function refresh() {
    const [campaign, report] = await Promise.all([api.campaign(id), api.report(id)]);
    show(campaign);
    funnel.show(report);
    tell(takings, revenue(report.revenue));
    tell(refunds, number(report.refunds));
  }

  return { root, refresh };
}

function funnelOf() {
  const parts = STEPS.map((step) => {
    const part = { step, bar: make('i'), count: make('b', { testid: step }), rate: make('small', { testid: `${step}-rate` }) };
    part.root = make('li', { class: step },
      make('span', { text: word(step) }), make('div', { class: 'track' }, part.bar), part.count, part.rate);
    return part;
  });
  const show = (report) => {
    const most = Math.max(1, ...STEPS.map((step) => report[step]));
    parts.forEach(({ step, bar, count, rate }, index) => {
      bar.style.setProperty('--share', report[step] / most);
      tell(count, number(report[step]));
      const before = index === 0 ? 0 : report[STEPS[index - 1]];
      rate.textContent = index === 0 ? '' : percent(before === 0 ? null : report[step] / before);
    });
  };
  return { root: make('ol', { class: 'funnel' }, ...parts.map((part) => part.root)), show };
}

function termsOf(campaign) {
  const off = campaign.percentOff == null
    ? word('amountOff', money(campaign.amountOff)) : word('percentOff', number(campaign.percentOff));
  const minimum = campaign.minimumSpend == null ? '' : ` · ${word('minimumSpend', money(campaign.minimumSpend))}`;
  return [
    ['discount', off + minimum],
    ['titles', Object.values(campaign.titles).join(' / ')],
    ['period', `${time(campaign.startsAt)} – ${time(campaign.endsAt)}`],
    ['domain', campaign.domain],
    ['items', campaign.items.length === 0 ? word('allItems') : campaign.items.join(', ')],
    ['clusters', campaign.clusters.length === 0 ? word('everybody') : campaign.clusters.join(', ')],
    ...(campaign.target == null ? [] : [['target', campaign.target]]),
    ['priority', number(campaign.priority)],
    ['id', campaign.id],
  ];
}
