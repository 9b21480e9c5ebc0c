create schema registrar;
grant usage on schema registrar to ringfort_app;

-- One contact of an address-of-record. Rewritten at every refresh: room is left in the page, and no index on what changes.
create table registrar.binding (
    tenant_id      uuid        not null,
    id             uuid        not null,
    extension_id   uuid        not null,
    extension      text        not null,
    device_id      uuid        not null,
    key            text        not null,
    uri            text        not null,
    q              integer     not null,
    instance_id    text        not null,
    reg_id         integer     not null,
    sip_call_id    text        not null,
    cseq           bigint      not null,
    registered_at  timestamptz not null,
    expires_at     timestamptz not null,
    edge_id        text        not null,
    incarnation    text        not null,
    flow           text        not null,
    connected      boolean     not null,
    transport      text        not null,
    source_address text        not null,
    source_port    integer     not null,
    tls_version    text        not null,
    tls_cipher     text        not null,
    user_agent     text        not null,
    path           text[]      not null,
    primary key (tenant_id, id),
    unique (tenant_id, extension_id, key)
) with (fillfactor = 70);
create index binding_by_flow on registrar.binding (tenant_id, edge_id, flow);
alter table registrar.binding enable row level security;
alter table registrar.binding force row level security;
create policy tenant on registrar.binding
    using (tenant_id = nullif(current_setting('ringfort.tenant', true), '')::uuid);
grant select, insert, update, delete on registrar.binding to ringfort_app;

-- Which tenants are reached over which flow: seen by the platform (nil UUID) too, since an edge that lost a connection
-- does not know whose it was. Tells nothing about anybody.
create table registrar.flow (
    edge_id     text        not null,
    flow        text        not null,
    tenant_id   uuid        not null,
    incarnation text        not null,
    connected   boolean     not null,
    expires_at  timestamptz not null,
    primary key (edge_id, flow, tenant_id)
) with (fillfactor = 70);
create index flow_by_expiry on registrar.flow (expires_at);
alter table registrar.flow enable row level security;
alter table registrar.flow force row level security;
create policy tenant on registrar.flow
    using (nullif(current_setting('ringfort.tenant', true), '')::uuid
           in (tenant_id, '00000000-0000-0000-0000-000000000000'));
grant select, insert, update, delete on registrar.flow to ringfort_app;
