create schema objects;
grant usage on schema objects to ringfort_app;

-- Objects, apart from this database, that no row names: written down before they are brought, until a row names them, and again when it
-- does so no more. The platform (nil UUID) sees all of them, since it tidies for every tenant.
create table objects.unclaimed (
    id        uuid        primary key,
    tenant_id uuid        not null,
    since     timestamptz not null,
    -- It is to go, and no row may name it any more.
    doomed    boolean     not null
);
create index unclaimed_by_age on objects.unclaimed (since, id);
create index unclaimed_by_tenant on objects.unclaimed (tenant_id);
alter table objects.unclaimed enable row level security;
alter table objects.unclaimed force row level security;
create policy tenant on objects.unclaimed
    using (nullif(current_setting('ringfort.tenant', true), '')::uuid
           in (tenant_id, '00000000-0000-0000-0000-000000000000'));
grant select, insert, update, delete on objects.unclaimed to ringfort_app;
