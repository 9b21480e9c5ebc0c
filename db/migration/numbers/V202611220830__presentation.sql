-- Under which number calls of an extension go out: one of the tenant's own. extension is the number of one, as in numbers.number.
create table numbers.presentation (
    tenant_id uuid not null,
    extension text not null,
    number_id uuid not null references numbers.number (id) on delete cascade,
    primary key (tenant_id, extension)
);
create index presentation_by_number on numbers.presentation (number_id);
alter table numbers.presentation enable row level security;
alter table numbers.presentation force row level security;
create policy tenant on numbers.presentation
    using (tenant_id = nullif(current_setting('ringfort.tenant', true), '')::uuid);
grant select, insert, update, delete on numbers.presentation to ringfort_app;
