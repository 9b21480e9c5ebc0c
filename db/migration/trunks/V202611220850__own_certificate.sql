-- Name of the edges' certificate that the trunk's gateways are shown; the platform alone sets it. Whoever changes a gateway or its
-- authorities loses it: what was granted for one carrier is not shown to another.
alter table trunks.trunk
    add column own_certificate text not null default '';
