-- When the next gateway is tried, and when one rests.
alter table trunks.trunk
    add column fail_over_at        text[]  not null default '{408,430,5xx}' check (cardinality(fail_over_at) <= 40),
    add column progress_seconds    integer not null default 3 check (progress_seconds between 1 and 10),
    add column rest_failures       integer not null default 3 check (rest_failures between 1 and 20),
    add column rest_within_seconds integer not null default 60 check (rest_within_seconds between 10 and 3600);
