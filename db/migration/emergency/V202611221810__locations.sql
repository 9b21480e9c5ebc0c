create schema emergency;
grant usage on schema emergency to ringfort_app;

-- Where devices are, for emergency services. A tenant's devices that name none are at its default.
create table emergency.location (
    id         uuid             primary key,
    tenant_id  uuid             not null,
    name       text             not null check (length(name) between 1 and 80),
    is_default boolean          not null,
    -- Elements of RFC 5139 by their names, "country" among them.
    address    jsonb            not null check (jsonb_typeof(address) = 'object'),
    language   text             not null,
    latitude   double precision check (latitude between -90 and 90),
    longitude  double precision check (longitude between -180 and 180),
    created_at timestamptz      not null,
    version    bigint           not null,
    unique (tenant_id, name),
    unique (tenant_id, id),
    check ((latitude is null) = (longitude is null))
);
create unique index location_default on emergency.location (tenant_id) where is_default;
alter table emergency.location enable row level security;
alter table emergency.location force row level security;
create policy tenant on emergency.location
    using (tenant_id = nullif(current_setting('ringfort.tenant', true), '')::uuid);
grant select, insert, update, delete on emergency.location to ringfort_app;

create table emergency.device_location (
    tenant_id   uuid not null,
    device_id   uuid not null,
    location_id uuid not null,
    primary key (tenant_id, device_id),
    foreign key (tenant_id, location_id) references emergency.location (tenant_id, id)
);
create index device_by_location on emergency.device_location (tenant_id, location_id);
alter table emergency.device_location enable row level security;
alter table emergency.device_location force row level security;
create policy tenant on emergency.device_location
    using (tenant_id = nullif(current_setting('ringfort.tenant', true), '')::uuid);
grant select, insert, update, delete on emergency.device_location to ringfort_app;
