-- What was shown, what was done, and what of it a campaign caused.

-- Next offset to read of each partition; changes with the effects of what was read, in one transaction.
create table consumer_position (
    topic       text    not null,
    partition   integer not null,
    next_offset bigint  not null,
    primary key (topic, partition)
);

-- A place of a served list that carried a campaign's offer.
create table served (
    request_id  text        not null,
    campaign_id text        not null,
    item        text        not null,
    partner     text        not null,
    leaf        text,
    person      text,
    served_at   timestamptz not null,
    primary key (request_id, campaign_id, item)
);

-- An event that answers a list; its position in behavior.raw is its identity.
create table touch (
    raw_partition integer     not null,
    raw_offset    bigint      not null,
    request_id    text        not null,
    action        text        not null,
    kind          text,
    partner       text        not null,
    leaf          text        not null,
    item          text,
    amount        bigint,
    currency      text,
    occurred_at   timestamptz not null,
    primary key (raw_partition, raw_offset)
);
create index touch_request on touch (request_id);

-- A touch that counts for a campaign.
create table outcome (
    raw_partition integer     not null,
    raw_offset    bigint      not null,
    campaign_id   text        not null,
    kind          text        not null,
    request_id    text        not null,
    leaf          text        not null,
    person        text,
    item          text,
    amount        bigint,
    currency      text,
    occurred_at   timestamptz not null,
    primary key (raw_partition, raw_offset, campaign_id)
);
create index outcome_campaign on outcome (campaign_id, kind);

-- Running sums of served and outcome, kept in the same transactions; currency is empty where no money moved.
create table tally (
    campaign_id text    not null,
    measure     text    not null,
    currency    text    not null,
    count       bigint  not null,
    amount      numeric not null,
    primary key (campaign_id, measure, currency)
);

-- Always empty; its lock keeps writers of served and writers of touch apart (see EffectGate).
create table effect_gate (
    never boolean not null
);
