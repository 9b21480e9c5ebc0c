create schema paging;
grant usage on schema paging to ringfort_app;

-- Members and pagers are numbers: an extension's is not changed while it lives, and is taken out here when it is deleted.
create table paging.page_group (
    id           uuid        primary key,
    tenant_id    uuid        not null,
    number       text        not null check (number ~ '^[0-9]{2,8}$'),
    name         text        not null check (length(name) between 1 and 80),
    members      text[]      not null check (cardinality(members) <= 50),
    -- Whether every device that may call may page; else the pagers, and where none is left nobody.
    everybody    boolean     not null,
    pagers       text[]      not null check (cardinality(pagers) <= 200),
    most_seconds integer     not null check (most_seconds between 10 and 600),
    created_at   timestamptz not null,
    version      bigint      not null,
    unique (tenant_id, number)
);
alter table paging.page_group enable row level security;
alter table paging.page_group force row level security;
create policy tenant on paging.page_group
    using (tenant_id = nullif(current_setting('ringfort.tenant', true), '')::uuid);
grant select, insert, update, delete on paging.page_group to ringfort_app;
