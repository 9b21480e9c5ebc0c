-- How often the gateways of a trunk are asked whether they are there; 0: never.
alter table trunks.trunk
    add column check_seconds integer not null default 60 check (check_seconds = 0 or check_seconds between 10 and 3600);
