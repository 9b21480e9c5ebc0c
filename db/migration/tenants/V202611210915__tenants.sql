-- The directory of tenants. A tenant sees itself; the platform (nil UUID) sees all, since it must find a tenant by domain.
create schema tenants;
grant usage on schema tenants to ringfort_app;

create table tenants.tenant (
    id             uuid        primary key,
    name           text        not null,
    domain         text        not null unique,
    enabled        boolean     not null,
    max_extensions integer     not null,
    max_calls      integer     not null,
    created_at     timestamptz not null,
    version        bigint      not null
);
alter table tenants.tenant enable row level security;
alter table tenants.tenant force row level security;
create policy tenant on tenants.tenant
    using (nullif(current_setting('ringfort.tenant', true), '')::uuid
           in (id, '00000000-0000-0000-0000-000000000000'));
grant select, insert, update on tenants.tenant to ringfort_app;

create table tenants.sip_domain (
    domain    text primary key,
    tenant_id uuid not null references tenants.tenant (id)
);
create index sip_domain_by_tenant on tenants.sip_domain (tenant_id);
alter table tenants.sip_domain enable row level security;
alter table tenants.sip_domain force row level security;
create policy tenant on tenants.sip_domain
    using (nullif(current_setting('ringfort.tenant', true), '')::uuid
           in (tenant_id, '00000000-0000-0000-0000-000000000000'));
grant select, insert, update, delete on tenants.sip_domain to ringfort_app;
