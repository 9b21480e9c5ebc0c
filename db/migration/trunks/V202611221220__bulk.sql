-- Whether a trunk that registers does so for all of its numbers at once (RFC 6140).
alter table trunks.inward
    add column bulk boolean not null default false;
