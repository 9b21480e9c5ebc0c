-- What every module stands on. The role ringfort_app must exist (db/roles.sql).
grant usage on schema platform to ringfort_app;

create table platform.idempotency (
    tenant_id   uuid        not null,
    actor_id    uuid        not null,
    key         text        not null,
    fingerprint bytea       not null,
    resource    uuid,
    created_at  timestamptz not null default now(),
    primary key (tenant_id, actor_id, key)
);
alter table platform.idempotency enable row level security;
alter table platform.idempotency force row level security;
create policy tenant on platform.idempotency
    using (tenant_id = nullif(current_setting('ringfort.tenant', true), '')::uuid);
grant select, insert, update, delete on platform.idempotency to ringfort_app;
