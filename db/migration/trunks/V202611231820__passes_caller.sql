-- Whether callers from outside who are sent on by this trunk go out under their own numbers, with their tokens and ours (RFC 8946).
alter table trunks.trunk
    add column passes_caller boolean not null default false;
