-- Conference rooms that are recorded.
create table recordings.room (
    tenant_id uuid not null,
    room_id   uuid not null,
    primary key (tenant_id, room_id)
);
alter table recordings.room enable row level security;
alter table recordings.room force row level security;
create policy tenant on recordings.room
    using (tenant_id = nullif(current_setting('ringfort.tenant', true), '')::uuid);
grant select, insert, delete on recordings.room to ringfort_app;

alter table recordings.recording
    -- Name of the conference room; empty where it is a call, and where the recording was deleted.
    add column room  text not null default '',
    -- Why it ended; empty where it arrived before that was kept.
    add column ended text not null default '';
