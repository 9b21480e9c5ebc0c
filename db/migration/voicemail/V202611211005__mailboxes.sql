create schema voicemail;
grant usage on schema voicemail to ringfort_app;

create table voicemail.mailbox (
    tenant_id    uuid        not null,
    id           uuid        not null,
    extension_id uuid        not null,
    extension    text        not null,
    pin          bytea,
    wrong_pins   integer     not null default 0,
    locked_until timestamptz,
    created_at   timestamptz not null default now(),
    primary key (tenant_id, id),
    unique (tenant_id, extension_id)
);
create index mailbox_by_number on voicemail.mailbox (tenant_id, extension);
alter table voicemail.mailbox enable row level security;
alter table voicemail.mailbox force row level security;
create policy tenant on voicemail.mailbox
    using (tenant_id = nullif(current_setting('ringfort.tenant', true), '')::uuid);
grant select, insert, update, delete on voicemail.mailbox to ringfort_app;

-- A message is known by its recording. A deleted one keeps its row without its sound for a while, so that a delivery that
-- is repeated does not bring it back.
create table voicemail.message (
    tenant_id     uuid        not null,
    id            uuid        not null,
    mailbox_id    uuid        not null,
    caller_number text        not null,
    caller_name   text        not null,
    received_at   timestamptz not null,
    length_ms     bigint      not null,
    state         text        not null check (state in ('NEW', 'HEARD', 'DELETED')),
    data_key      bytea,
    sound         bytea,
    primary key (tenant_id, id),
    foreign key (tenant_id, mailbox_id) references voicemail.mailbox (tenant_id, id) on delete cascade
);
-- Sealed octets do not get smaller.
alter table voicemail.message alter column sound set storage external;
create index message_by_mailbox on voicemail.message (tenant_id, mailbox_id, id);
alter table voicemail.message enable row level security;
alter table voicemail.message force row level security;
create policy tenant on voicemail.message
    using (tenant_id = nullif(current_setting('ringfort.tenant', true), '')::uuid);
grant select, insert, update, delete on voicemail.message to ringfort_app;
