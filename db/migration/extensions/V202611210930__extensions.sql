create schema extensions;
grant usage on schema extensions to ringfort_app;

create table extensions.extension (
    id                      uuid        primary key,
    tenant_id               uuid        not null,
    number                  text        not null,
    display_name            text        not null,
    enabled                 boolean     not null,
    voicemail_enabled       boolean     not null,
    voicemail_after_seconds integer     not null check (voicemail_after_seconds between 5 and 120),
    created_at              timestamptz not null,
    version                 bigint      not null,
    unique (tenant_id, number)
);
alter table extensions.extension enable row level security;
alter table extensions.extension force row level security;
create policy tenant on extensions.extension
    using (tenant_id = nullif(current_setting('ringfort.tenant', true), '')::uuid);
grant select, insert, update, delete on extensions.extension to ringfort_app;

-- ha1_* are sealed with the tenant's data key; the password itself is kept nowhere.
create table extensions.device (
    id               uuid        primary key,
    tenant_id        uuid        not null,
    extension_id     uuid        not null references extensions.extension (id) on delete cascade,
    name             text        not null,
    auth_username    text        not null,
    digest_floor     text        not null check (digest_floor in ('MD5', 'SHA_256')),
    keying           text        not null check (keying in ('SDES', 'DTLS', 'CLEAR')),
    exception_reason text,
    exception_until  timestamptz,
    may_call         boolean     not null,
    enabled          boolean     not null,
    ha1_md5          bytea       not null,
    ha1_sha256       bytea       not null,
    credentials_at   timestamptz not null,
    created_at       timestamptz not null,
    version          bigint      not null,
    unique (tenant_id, auth_username)
);
create index device_by_extension on extensions.device (extension_id);
alter table extensions.device enable row level security;
alter table extensions.device force row level security;
create policy tenant on extensions.device
    using (tenant_id = nullif(current_setting('ringfort.tenant', true), '')::uuid);
grant select, insert, update, delete on extensions.device to ringfort_app;
