-- Numbers that a call was for before it came to the one that was dialled, as far as that was signed and verified (RFC 8946).
alter table cdr.call
    add column diverted_by text[] not null default '{}';
