create schema numbers;
grant usage on schema numbers to ringfort_app;

-- By which numbers of the public network a tenant is called, and where each leads. A number is one tenant's alone; the
-- constraint holds across the row policy. extension is the number of one, not its identity: whether it exists is seen when
-- somebody calls, as with any other number that is dialled.
create table numbers.number (
    id          uuid        primary key,
    tenant_id   uuid        not null,
    number      text        not null unique,
    destination text        not null check (destination in ('extension', 'voicemail', 'echo')),
    extension   text        not null,
    label       text        not null,
    created_at  timestamptz not null,
    version     bigint      not null,
    check ((destination = 'echo') = (extension = ''))
);
create index number_by_tenant on numbers.number (tenant_id, id);
alter table numbers.number enable row level security;
alter table numbers.number force row level security;
create policy tenant on numbers.number
    using (tenant_id = nullif(current_setting('ringfort.tenant', true), '')::uuid);
grant select, insert, update, delete on numbers.number to ringfort_app;
