create schema trunks;
grant usage on schema trunks to ringfort_app;

-- One row is one aggregate: gateways are written and read with their trunk, never alone.
-- password is sealed with the tenant's data key; it is opened to answer a carrier's challenge and shown nowhere.
create table trunks.trunk (
    id                uuid        primary key,
    tenant_id         uuid        not null,
    name              text        not null,
    enabled           boolean     not null,
    priority          integer     not null check (priority between 0 and 65535),
    gateways          jsonb       not null,
    username          text,
    realm             text,
    password          bytea,
    exception_reason  text,
    exception_until   timestamptz,
    authorities       text        not null,
    caller_number     text        not null,
    country           text        not null,
    allowed_prefixes  text[]      not null,
    premium           boolean     not null,
    calls             integer     not null check (calls between 1 and 10000),
    calls_per_second  integer     not null check (calls_per_second between 1 and 1000),
    created_at        timestamptz not null,
    version           bigint      not null,
    unique (tenant_id, name),
    check ((username is null) = (realm is null)),
    check (password is null or username is not null),
    check ((exception_reason is null) = (exception_until is null))
);
alter table trunks.trunk enable row level security;
alter table trunks.trunk force row level security;
create policy tenant on trunks.trunk
    using (tenant_id = nullif(current_setting('ringfort.tenant', true), '')::uuid);
grant select, insert, update, delete on trunks.trunk to ringfort_app;
