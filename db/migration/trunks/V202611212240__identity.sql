-- Signed caller identity (STIR/SHAKEN): whether calls out are signed, and what becomes of calls in.
alter table trunks.trunk
    add column signs_identity  boolean not null default false,
    add column checks_identity text    not null default 'off' check (checks_identity in ('off', 'mark', 'refuse'));
