-- Where the phone was, as the operator of the edge calls it; empty where there was TLS.
alter table cdr.leg add column legacy_zone text not null default '';
