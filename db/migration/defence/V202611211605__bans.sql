create schema defence;
grant usage on schema defence to ringfort_app;

-- Who is not heard. One row for each network and account (or everybody there: both names empty); one that has ended stays
-- for a while, so that the next lasts longer. The platform (nil UUID) sees all; a tenant sees those about its own accounts.
create table defence.ban (
    id         uuid        primary key,
    tenant_id  uuid        not null,
    network    cidr        not null,
    domain     text        not null,
    username   text        not null check ((domain = '') = (username = '')),
    spared     text[]      not null,
    origin     text        not null check (origin in ('AUTOMATIC', 'BY_HAND')),
    reason     text        not null,
    times      integer     not null check (times >= 1),
    created_by text        not null,
    created_at timestamptz not null,
    ends_at    timestamptz,                       -- null: until it is lifted
    unique (network, domain, username)
);
create index ban_by_end on defence.ban (ends_at);
alter table defence.ban enable row level security;
alter table defence.ban force row level security;
create policy tenant on defence.ban
    using (nullif(current_setting('ringfort.tenant', true), '')::uuid
           in (tenant_id, '00000000-0000-0000-0000-000000000000'));
grant select, insert, update, delete on defence.ban to ringfort_app;

-- Where bans stop. Nobody's secret, and the platform's to change.
create table defence.exemption (
    id         uuid        primary key,
    network    cidr        not null unique,
    kind       text        not null check (kind in ('NEVER', 'ACCOUNTS_ONLY')),
    note       text        not null,
    created_by text        not null,
    created_at timestamptz not null
);
-- The machine itself, and whatever forwards to us from it: many come from there, so that only accounts are banned.
insert into defence.exemption (id, network, kind, note, created_by, created_at) values
    ('00000000-0000-7000-8000-000000000001', '127.0.0.0/8', 'ACCOUNTS_ONLY', 'This machine', 'ringfort', now()),
    ('00000000-0000-7000-8000-000000000002', '::1/128', 'ACCOUNTS_ONLY', 'This machine', 'ringfort', now());

alter table defence.exemption enable row level security;
alter table defence.exemption force row level security;
create policy everybody on defence.exemption for select using (true);
create policy platform on defence.exemption
    using (nullif(current_setting('ringfort.tenant', true), '')::uuid = '00000000-0000-0000-0000-000000000000');
grant select, insert, delete on defence.exemption to ringfort_app;

-- Who proved themselves where, so that an office behind one address is not banned for one bad phone; written about once an
-- hour for each.
create table defence.sighting (
    tenant_id uuid        not null,
    network   cidr        not null,
    username  text        not null,
    extension text        not null,
    seen_at   timestamptz not null,
    primary key (network, tenant_id, username)
);
create index sighting_by_time on defence.sighting (seen_at);
alter table defence.sighting enable row level security;
alter table defence.sighting force row level security;
create policy tenant on defence.sighting
    using (nullif(current_setting('ringfort.tenant', true), '')::uuid
           in (tenant_id, '00000000-0000-0000-0000-000000000000'));
grant select, insert, update, delete on defence.sighting to ringfort_app;

-- Moved by every change, so that each process sees with one small question whether it must read anew.
create table defence.change (
    single  boolean primary key default true check (single),
    counter bigint  not null
);
insert into defence.change (counter) values (0);
grant select, update on defence.change to ringfort_app;
