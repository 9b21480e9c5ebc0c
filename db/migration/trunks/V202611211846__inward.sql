-- By what calls of a trunk are known when they come in: where they come from, and what their certificate says. Nothing that
-- is written in a request. The platform (nil UUID) sees all, since it is from the source that the tenant is found; that is
-- why they are apart from the trunk, whose password it must not see.
create table trunks.inward (
    trunk_id          uuid    primary key references trunks.trunk (id) on delete cascade,
    tenant_id         uuid    not null,
    networks          text[]  not null,
    certificate_names text[]  not null,
    trusts_identity   boolean not null,
    check (cardinality(networks) + cardinality(certificate_names) > 0)
);
alter table trunks.inward enable row level security;
alter table trunks.inward force row level security;
create policy tenant on trunks.inward
    using (nullif(current_setting('ringfort.tenant', true), '')::uuid
           in (tenant_id, '00000000-0000-0000-0000-000000000000'));
grant select, insert, update, delete on trunks.inward to ringfort_app;
