-- Whether the carrier is told where somebody calls for help.
alter table trunks.trunk
    add column sends_location boolean not null default false;
