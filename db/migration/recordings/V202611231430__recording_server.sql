-- Where recorded calls of a tenant go; a tenant without a row keeps them here.
create table recordings.server (
    tenant_id   uuid   primary key,
    destination text   not null check (destination in ('store', 'server', 'both')),
    uri         text   not null check (length(uri) <= 300),
    tls_name    text   not null check (length(tls_name) <= 253),
    authorities text   not null check (length(authorities) <= 20000),
    version     bigint not null
);
alter table recordings.server enable row level security;
alter table recordings.server force row level security;
create policy tenant on recordings.server
    using (tenant_id = nullif(current_setting('ringfort.tenant', true), '')::uuid);
grant select, insert, update on recordings.server to ringfort_app;
