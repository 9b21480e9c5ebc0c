create schema conferences;
grant usage on schema conferences to ringfort_app;

create table conferences.room (
    id                  uuid        primary key,
    tenant_id           uuid        not null,
    number              text        not null check (number ~ '^[0-9]{2,8}$'),
    name                text        not null check (length(name) between 1 and 80),
    -- Slow hashes, sealed under the tenant's key.
    participant_pin     bytea,
    moderator_pin       bytea,
    mute_on_entry       boolean     not null,
    waits_for_moderator boolean     not null,
    tones               boolean     not null,
    most                integer     not null check (most between 2 and 100),
    wrong_pins          integer     not null default 0,
    locked_until        timestamptz,
    created_at          timestamptz not null,
    version             bigint      not null,
    unique (tenant_id, number)
);
alter table conferences.room enable row level security;
alter table conferences.room force row level security;
create policy tenant on conferences.room
    using (tenant_id = nullif(current_setting('ringfort.tenant', true), '')::uuid);
grant select, insert, update, delete on conferences.room to ringfort_app;
