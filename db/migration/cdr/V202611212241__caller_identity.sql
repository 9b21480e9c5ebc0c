-- What was known of the caller's number, or was signed of it; empty: nothing was verified and nothing signed.
alter table cdr.call
    add column verstat      text not null default '',
    add column attestation  text not null default '',
    add column origin_id    text not null default '',
    add column identity_why text not null default '';
