create schema issuers;
grant usage on schema issuers to ringfort_app;

create table issuers.token_issuer (
    tenant_id uuid    primary key,
    enabled   boolean not null,
    issuer    text    not null check (length(issuer) <= 500),
    audience  text    not null check (length(audience) <= 255),
    jwks_url  text    not null check (length(jwks_url) <= 500),
    claim     text    not null check (length(claim) between 1 and 100),
    version   bigint  not null
);
alter table issuers.token_issuer enable row level security;
alter table issuers.token_issuer force row level security;
create policy tenant on issuers.token_issuer
    using (tenant_id = nullif(current_setting('ringfort.tenant', true), '')::uuid);
grant select, insert, update on issuers.token_issuer to ringfort_app;
