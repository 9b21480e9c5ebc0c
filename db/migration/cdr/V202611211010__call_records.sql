create schema cdr;
grant usage on schema cdr to ringfort_app;

-- One row a call, known by the edge's name for it: delivered as often as need be, stored once. Never changed.
create table cdr.call (
    tenant_id   uuid        not null,
    id          uuid        not null,
    caller      text        not null,
    caller_name text        not null,
    dialled     text        not null,
    connected   text        not null,
    started_at  timestamptz not null,
    rung_at     timestamptz,
    answered_at timestamptz,
    ended_at    timestamptz not null,
    status      integer     not null,
    outcome     text        not null check (outcome in ('ANSWERED', 'MISSED', 'FAILED')),
    secure      boolean     not null,
    hung_up_by  text        not null,
    end_reason  text        not null,
    why         text        not null,
    rule        text        not null,
    stored_at   timestamptz not null default now(),
    primary key (tenant_id, id)
);
create index call_by_start on cdr.call (tenant_id, started_at desc, id desc);
alter table cdr.call enable row level security;
alter table cdr.call force row level security;
create policy tenant on cdr.call
    using (tenant_id = nullif(current_setting('ringfort.tenant', true), '')::uuid);
grant select, insert on cdr.call to ringfort_app;

create table cdr.leg (
    tenant_id             uuid        not null,
    call_id               uuid        not null,
    number                integer     not null,
    id                    text        not null,
    role                  text        not null,
    party                 text        not null,
    device_id             text        not null,
    status                integer     not null,
    started_at            timestamptz,
    answered_at           timestamptz,
    ended_at              timestamptz,
    transport             text        not null,
    tls_version           text        not null,
    tls_cipher            text        not null,
    keying                text        not null,
    srtp_profile          text        not null,
    remote_address        text        not null,
    user_agent            text        not null,
    codec                 text        not null,
    packets_authenticated bigint      not null,
    packets_refused       bigint      not null,
    packets_clear         bigint      not null,
    packets_sent          bigint      not null,
    packets_lost          bigint      not null,
    jitter_us             integer     not null,
    why                   text        not null,
    primary key (tenant_id, call_id, number),
    foreign key (tenant_id, call_id) references cdr.call (tenant_id, id) on delete cascade
);
alter table cdr.leg enable row level security;
alter table cdr.leg force row level security;
create policy tenant on cdr.leg
    using (tenant_id = nullif(current_setting('ringfort.tenant', true), '')::uuid);
grant select, insert on cdr.leg to ringfort_app;
