-- Key agreement, and whose client certificate was verified; empty where there was none.
alter table cdr.leg add column tls_group text not null default '';
alter table cdr.leg add column tls_client text not null default '';
