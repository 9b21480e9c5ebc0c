create schema notifications;
grant usage on schema notifications to ringfort_app;

-- Whom a tenant wants to be told that somebody calls for help. The secret signs what is told to the webhook; it is sealed with the
-- tenant's data key.
create table notifications.recipients (
    tenant_id   uuid    primary key,
    addresses   text[]  not null check (cardinality(addresses) <= 20),
    webhook_url text    not null check (length(webhook_url) <= 500),
    secret      bytea,
    version     bigint  not null
);
alter table notifications.recipients enable row level security;
alter table notifications.recipients force row level security;
create policy tenant on notifications.recipients
    using (tenant_id = nullif(current_setting('ringfort.tenant', true), '')::uuid);
grant select, insert, update on notifications.recipients to ringfort_app;

-- What is to be told, written with what it tells and taken out once it was taken. The platform (nil UUID) sees all of it, since it
-- tells for every tenant.
create table notifications.outbox (
    id         uuid        primary key,
    tenant_id  uuid        not null,
    way        text        not null check (way in ('mail', 'webhook')),
    target     text        not null,
    payload    text        not null,
    attempts   integer     not null,
    due_at     timestamptz not null,
    created_at timestamptz not null
);
create index outbox_due on notifications.outbox (due_at);
create index outbox_by_tenant on notifications.outbox (tenant_id);
alter table notifications.outbox enable row level security;
alter table notifications.outbox force row level security;
create policy tenant on notifications.outbox
    using (nullif(current_setting('ringfort.tenant', true), '')::uuid
           in (tenant_id, '00000000-0000-0000-0000-000000000000'));
grant select, insert, update, delete on notifications.outbox to ringfort_app;
