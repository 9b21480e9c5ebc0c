create schema certificates;
grant usage on schema certificates to ringfort_app;

-- The authority of a tenant for its devices; its private key (PKCS #8) is sealed with the tenant's data key.
create table certificates.authority (
    tenant_id   uuid        primary key,
    certificate bytea       not null,
    private_key bytea       not null,
    created_at  timestamptz not null
);
alter table certificates.authority enable row level security;
alter table certificates.authority force row level security;
create policy tenant on certificates.authority
    using (tenant_id = nullif(current_setting('ringfort.tenant', true), '')::uuid);
grant select, insert on certificates.authority to ringfort_app;

create table certificates.device_certificate (
    id          uuid        primary key,
    tenant_id   uuid        not null,
    device_id   uuid        not null,
    serial      text        not null,
    sha256      text        not null check (sha256 ~ '^[0-9a-f]{64}$'),
    uri         text        not null,
    key_kind    text        not null,
    certificate bytea       not null,
    not_before  timestamptz not null,
    not_after   timestamptz not null,
    issued_at   timestamptz not null,
    revoked_at  timestamptz,
    -- How many days were left when its end was last told; null: not yet.
    told_days   integer,
    unique (tenant_id, sha256)
);
create index device_certificate_by_device on certificates.device_certificate (tenant_id, device_id);
create index device_certificate_by_end on certificates.device_certificate (tenant_id, not_after) where revoked_at is null;
alter table certificates.device_certificate enable row level security;
alter table certificates.device_certificate force row level security;
create policy tenant on certificates.device_certificate
    using (tenant_id = nullif(current_setting('ringfort.tenant', true), '')::uuid);
grant select, insert on certificates.device_certificate to ringfort_app;
grant update (revoked_at, told_days) on certificates.device_certificate to ringfort_app;
