-- Whether the account is registered with the carrier, so that it knows where to send calls.
alter table trunks.trunk
    add column registers boolean not null default false check (not registers or username is not null);
