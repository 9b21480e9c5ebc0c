-- Key agreement, and whose client certificate was verified; empty where there was none.
alter table registrar.binding add column tls_group text not null default '';
alter table registrar.binding add column tls_client text not null default '';
