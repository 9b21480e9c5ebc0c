-- Append-only: the application's role may neither change nor delete a link.
create schema audit;
grant usage on schema audit to ringfort_app;

create table audit.chain_head (
    tenant_id uuid   primary key,
    sequence  bigint not null,
    hash      text   not null
);
alter table audit.chain_head enable row level security;
alter table audit.chain_head force row level security;
create policy tenant on audit.chain_head
    using (tenant_id = nullif(current_setting('ringfort.tenant', true), '')::uuid);
grant select, insert, update on audit.chain_head to ringfort_app;

-- before and after are json, not jsonb: the hash covers the very text.
create table audit.event (
    id             uuid        primary key,
    tenant_id      uuid        not null,
    sequence       bigint      not null,
    at             timestamptz not null,
    actor_kind     text        not null,
    actor_id       uuid        not null,
    actor_name     text        not null,
    source_address text        not null,
    action         text        not null,
    target_kind    text        not null,
    target_id      text        not null,
    before         json,
    after          json,
    hash           text        not null,
    unique (tenant_id, sequence)
);
create index event_by_action on audit.event (tenant_id, action, sequence desc);
alter table audit.event enable row level security;
alter table audit.event force row level security;
create policy tenant on audit.event
    using (tenant_id = nullif(current_setting('ringfort.tenant', true), '')::uuid);
grant select, insert on audit.event to ringfort_app;
