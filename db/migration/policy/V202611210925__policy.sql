create schema policy;
grant usage on schema policy to ringfort_app;

create table policy.security_policy (
    tenant_id                uuid    primary key,
    offer_md5                boolean not null,
    allow_clear_media        boolean not null,
    min_registration_seconds integer not null check (min_registration_seconds between 10 and 3600),
    max_registration_seconds integer not null check (max_registration_seconds between 10 and 86400),
    version                  bigint  not null
);
alter table policy.security_policy enable row level security;
alter table policy.security_policy force row level security;
create policy tenant on policy.security_policy
    using (tenant_id = nullif(current_setting('ringfort.tenant', true), '')::uuid);
grant select, insert, update on policy.security_policy to ringfort_app;
