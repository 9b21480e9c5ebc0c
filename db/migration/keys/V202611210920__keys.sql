-- One data key a tenant (the platform itself: the nil UUID), wrapped by a key that is not in the database.
create schema keys;
grant usage on schema keys to ringfort_app;

create table keys.data_key (
    id               uuid        primary key,
    tenant_id        uuid        not null,
    wrapped          bytea       not null,
    installation_key text        not null,
    current          boolean     not null,
    created_at       timestamptz not null default now()
);
create unique index data_key_current on keys.data_key (tenant_id) where current;
alter table keys.data_key enable row level security;
alter table keys.data_key force row level security;
create policy tenant on keys.data_key
    using (tenant_id = nullif(current_setting('ringfort.tenant', true), '')::uuid);
grant select, insert, update on keys.data_key to ringfort_app;
