-- Who signs in. Sign-in names and API keys are looked up before a tenant is known, so the platform (nil UUID) sees all rows
-- of these two; a tenant sees its own. The platform's own people live under the nil UUID.
create schema identity;
grant usage on schema identity to ringfort_app;

create table identity.administrator (
    id                      uuid        primary key,
    tenant_id               uuid        not null,
    username                text        not null unique,
    display_name            text        not null,
    role                    text        not null,
    extension               text,
    enabled                 boolean     not null,
    password_hash           text        not null,
    password_change_required boolean    not null,
    totp_secret             bytea,                       -- sealed; null: not enrolled
    totp_last_step          bigint      not null default 0, -- no code of this time step or an earlier one counts again
    session_epoch           integer     not null default 0, -- sessions of an earlier epoch are worthless
    last_sign_in_at         timestamptz,
    created_at              timestamptz not null,
    version                 bigint      not null
);
create index administrator_by_tenant on identity.administrator (tenant_id, id);
alter table identity.administrator enable row level security;
alter table identity.administrator force row level security;
create policy tenant on identity.administrator
    using (nullif(current_setting('ringfort.tenant', true), '')::uuid
           in (tenant_id, '00000000-0000-0000-0000-000000000000'));
grant select, insert, update, delete on identity.administrator to ringfort_app;

create table identity.recovery_code (
    tenant_id        uuid  not null,
    administrator_id uuid  not null references identity.administrator (id) on delete cascade,
    hash             bytea not null,
    used_at          timestamptz,
    primary key (administrator_id, hash)
);
alter table identity.recovery_code enable row level security;
alter table identity.recovery_code force row level security;
create policy tenant on identity.recovery_code
    using (tenant_id = nullif(current_setting('ringfort.tenant', true), '')::uuid);
grant select, insert, update, delete on identity.recovery_code to ringfort_app;

create table identity.api_key (
    id           uuid        primary key,
    tenant_id    uuid        not null,
    name         text        not null,
    hash         bytea       not null unique,
    prefix       text        not null,
    permissions  text        not null,
    expires_at   timestamptz not null,
    last_used_at timestamptz,
    created_by   text        not null,
    created_at   timestamptz not null,
    version      bigint      not null,
    unique (tenant_id, name)
);
alter table identity.api_key enable row level security;
alter table identity.api_key force row level security;
create policy tenant on identity.api_key
    using (nullif(current_setting('ringfort.tenant', true), '')::uuid
           in (tenant_id, '00000000-0000-0000-0000-000000000000'));
grant select, insert, update, delete on identity.api_key to ringfort_app;

-- Spring Session's own tables; what is in them is opaque, and no tenant's data.
create table identity.session (
    primary_id            char(36) not null primary key,
    session_id            char(36) not null,
    creation_time         bigint   not null,
    last_access_time      bigint   not null,
    max_inactive_interval int      not null,
    expiry_time           bigint   not null,
    principal_name        varchar(100)
);
create unique index session_ix1 on identity.session (session_id);
create index session_ix2 on identity.session (expiry_time);
create index session_ix3 on identity.session (principal_name);
grant select, insert, update, delete on identity.session to ringfort_app;

create table identity.session_attributes (
    session_primary_id char(36)     not null references identity.session (primary_id) on delete cascade,
    attribute_name     varchar(200) not null,
    attribute_bytes    bytea        not null,
    primary key (session_primary_id, attribute_name)
);
grant select, insert, update, delete on identity.session_attributes to ringfort_app;
