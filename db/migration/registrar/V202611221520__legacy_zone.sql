-- Where the phone is, as the operator of the edge calls it; empty where there is TLS.
alter table registrar.binding add column legacy_zone text not null default '';
