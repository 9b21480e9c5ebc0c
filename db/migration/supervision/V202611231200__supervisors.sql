create schema supervision;
grant usage on schema supervision to ringfort_app;

-- Which extension may do what with another's calls. A number is not changed while its extension lives, and numbers change hands
-- after that: rights are looked up by identity, numbers are for people.
create table supervision.supervisor (
    id            uuid        primary key,
    tenant_id     uuid        not null,
    supervisor_id uuid        not null,
    supervisor    text        not null check (supervisor ~ '^[0-9]{2,8}$'),
    supervised_id uuid        not null,
    supervised    text        not null check (supervised ~ '^[0-9]{2,8}$'),
    may           text        not null check (may in ('listen', 'whisper', 'barge')),
    -- Whether both parties hear a beep when somebody begins to listen.
    tone          boolean     not null,
    created_at    timestamptz not null,
    version       bigint      not null,
    unique (tenant_id, supervisor_id, supervised_id),
    check (supervisor_id <> supervised_id)
);
create index supervisor_by_supervised on supervision.supervisor (tenant_id, supervised_id);
alter table supervision.supervisor enable row level security;
alter table supervision.supervisor force row level security;
create policy tenant on supervision.supervisor
    using (tenant_id = nullif(current_setting('ringfort.tenant', true), '')::uuid);
grant select, insert, update, delete on supervision.supervisor to ringfort_app;
