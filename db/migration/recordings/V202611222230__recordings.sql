create schema recordings;
grant usage on schema recordings to ringfort_app;

-- Extensions whose calls are recorded.
create table recordings.always (
    tenant_id uuid not null,
    number    text not null,
    primary key (tenant_id, number)
);
alter table recordings.always enable row level security;
alter table recordings.always force row level security;
create policy tenant on recordings.always
    using (tenant_id = nullif(current_setting('ringfort.tenant', true), '')::uuid);
grant select, insert, delete on recordings.always to ringfort_app;

-- A deleted recording keeps its row without its sound for a while, so that a delivery that is repeated does not bring it back.
create table recordings.recording (
    tenant_id  uuid        not null,
    id         uuid        not null,
    call_id    text        not null,
    caller     text        not null,
    dialled    text        not null,
    started_at timestamptz not null,
    length_ms  bigint      not null,
    -- SHA-256 over the segments as they are kept, chained.
    seal       text        not null,
    data_key   bytea,
    sound      bytea,
    primary key (tenant_id, id)
);
-- Sealed octets do not get smaller.
alter table recordings.recording alter column sound set storage external;
create index recording_by_call on recordings.recording (tenant_id, call_id);
alter table recordings.recording enable row level security;
alter table recordings.recording force row level security;
create policy tenant on recordings.recording
    using (tenant_id = nullif(current_setting('ringfort.tenant', true), '')::uuid);
grant select, insert, update, delete on recordings.recording to ringfort_app;
