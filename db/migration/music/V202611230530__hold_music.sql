create schema music;
grant usage on schema music to ringfort_app;

-- What those hear whom devices of a tenant keep on hold. A tenant without a row has the built-in tune.
create table music.hold_music (
    tenant_id uuid    primary key,
    source    text    not null check (source in ('off', 'built-in', 'own')),
    -- G.711 µ-law, 8000 Hz, mono.
    tune      bytea   check (octet_length(tune) between 8000 and 1440000),
    -- SHA-256 of the tune, in hexadecimal: media keeps tunes by it.
    digest    text,
    version   bigint  not null,
    check ((tune is null) = (digest is null)),
    check (source <> 'own' or tune is not null)
);
-- Sound does not get smaller.
alter table music.hold_music alter column tune set storage external;
alter table music.hold_music enable row level security;
alter table music.hold_music force row level security;
create policy tenant on music.hold_music
    using (tenant_id = nullif(current_setting('ringfort.tenant', true), '')::uuid);
grant select, insert, update on music.hold_music to ringfort_app;
