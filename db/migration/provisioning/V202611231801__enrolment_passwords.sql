create schema provisioning;
grant usage on schema provisioning to ringfort_app;

-- The one enrolment password that a device has, or had last.
create table provisioning.enrolment_password (
    tenant_id  uuid        not null,
    device_id  uuid        not null,
    extension_id uuid      not null,
    -- SHA-256 of it; it is 139 random bits, so nothing slower is needed.
    hash       bytea       not null check (length(hash) = 32),
    created_at timestamptz not null,
    expires_at timestamptz not null,
    wrong      integer     not null default 0,
    -- SHA-256 of the wrong one that came last: the same again counts no more.
    last_wrong bytea check (length(last_wrong) = 32),
    used_at    timestamptz,
    primary key (tenant_id, device_id)
);
alter table provisioning.enrolment_password enable row level security;
alter table provisioning.enrolment_password force row level security;
create policy tenant on provisioning.enrolment_password
    using (tenant_id = nullif(current_setting('ringfort.tenant', true), '')::uuid);
grant select, insert, update, delete on provisioning.enrolment_password to ringfort_app;
