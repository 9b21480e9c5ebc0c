alter table extensions.device add column certificate_required boolean not null default false;
