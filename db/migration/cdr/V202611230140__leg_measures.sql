-- What media measured of a leg: by which certificates its keys came, what was refused and why, and how it was heard.
alter table cdr.leg
    add column peer_fingerprint     text    not null default '',
    add column own_fingerprint      text    not null default '',
    add column packets_lost_by_peer bigint, -- empty: the peer has not said
    add column round_trip_us        integer, -- empty: not known
    add column mos_lowest           integer not null default 0, -- in hundredths; 0: not measured
    add column mos_mean             integer not null default 0,
    add column refused_by_fault     jsonb   not null default '{}';
