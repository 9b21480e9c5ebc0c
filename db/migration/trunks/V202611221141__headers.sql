-- Which headers of calls that come in are believed, and which go out; every other is dropped.
alter table trunks.inward
    add column believes text[] not null default '{}' check (cardinality(believes) <= 20);
alter table trunks.trunk
    add column sends text[] not null default '{P-Asserted-Identity}' check (cardinality(sends) <= 20);
