// The service, spoken to with the key of this tab.

const KEY = 'kuajie.key';

export const hasKey = () => sessionStorage.getItem(KEY) !== null;
export const remember = (key) => sessionStorage.setItem(KEY, key);
export const forget = () => sessionStorage.removeItem(KEY);

/** A refusal, as problem+json tells it. */
export class Refusal extends Error {
  constructor(status, problem) {
    super(problem.detail ?? problem.title ?? String(status));
    this.status = status;
    this.errors = problem.errors ?? [];
  }
}

async function call(method, path, { body, headers } = {}) {
  const response = await fetch(path, {
    method,
    cache: 'no-store',
    credentials: 'omit', // else a refused key makes the browser ask for a password
    headers: {
      Authorization: `Bearer ${sessionStorage.getItem(KEY)}`,
      ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
      ...headers,
    },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  const answer = await response.json().catch(() => ({}));
  if (!response.ok) {
    throw new Refusal(response.status, answer);
  }
  return answer;
}

export const session = () => call('GET', '/v1/session');
export const campaigns = (limit) => call('GET', `/v1/campaigns?with=report&limit=${limit}`);
export const campaign = (id) => call('GET', `/v1/campaigns/${id}`);
export const report = (id) => call('GET', `/v1/campaigns/${id}/report`);
export const create = (body, key) => call('POST', '/v1/campaigns', { body, headers: { 'Idempotency-Key': key } });
export const change = ({ id, version }, action) =>
  call('POST', `/v1/campaigns/${id}:${action}`, { headers: { 'If-Match': `"${version}"` } });
export const clusters = () => call('GET', '/v1/clusters');
export const clusterMap = () => call('GET', '/v1/clusters/map');
export const people = (limit) => call('GET', `/v1/profiles?limit=${limit}`);
export const lookup = (userId) => call('POST', '/v1/profiles:lookup', { body: { userId } });
export const profile = (person) => call('GET', `/v1/profiles/${encodeURIComponent(person)}`);
export const portrait = (person) => call('GET', `/v1/profiles/${encodeURIComponent(person)}/portrait`);
