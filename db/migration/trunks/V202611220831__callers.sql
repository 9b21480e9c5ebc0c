-- Whom the carrier sees calling, and how it writes numbers.
alter table trunks.trunk
    add column caller_rule    text not null default 'extension' check (caller_rule in ('extension', 'trunk', 'withheld')),
    add column called_format  text not null default 'e164' check (called_format in ('e164', 'digits', 'national')),
    add column calling_format text not null default 'e164' check (calling_format in ('e164', 'digits', 'national'));
