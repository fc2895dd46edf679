-- Campaigns and what their changes owe to others.

create table campaign (
    id                     text primary key,
    name                   text        not null,
    kind                   text        not null,
    issuer                 text        not null,
    host                   text        not null,
    domain                 text        not null,
    items                  text[]      not null default '{}',
    clusters               text[]      not null default '{}',
    target                 text,
    percent_off            double precision,
    amount_off             bigint,
    amount_off_currency    text,
    minimum_spend          bigint,
    minimum_spend_currency text,
    titles                 jsonb       not null,
    priority               integer     not null,
    starts_at              timestamptz not null,
    ends_at                timestamptz not null,
    state                  text        not null,
    approvals              jsonb       not null default '{}',
    version                bigint      not null,
    created_at             timestamptz not null,
    updated_at             timestamptz not null,
    check (starts_at < ends_at),
    check ((percent_off is null) <> (amount_off is null)),
    check ((amount_off is null) = (amount_off_currency is null)),
    check ((minimum_spend is null) = (minimum_spend_currency is null)),
    check (state in ('draft', 'approved', 'scheduled', 'running', 'paused', 'ended'))
);
create index campaign_issuer on campaign (issuer, id);
create index campaign_host on campaign (host, id);
create index campaign_due_start on campaign (starts_at) where state in ('approved', 'scheduled');
create index campaign_due_end on campaign (ends_at) where state in ('approved', 'scheduled', 'running', 'paused');

-- A repeated creation finds the campaign of the first.
create table idempotency (
    caller        text        not null,
    key           text        not null,
    request_digest text       not null,
    campaign_id   text        not null,
    created_at    timestamptz not null,
    primary key (caller, key)
);

-- Records owed to a topic; a null value is a tombstone. Ids of one key grow in the order of its changes.
create table outbox (
    id    bigint generated always as identity primary key,
    topic text  not null,
    key   text  not null,
    value bytea
);
