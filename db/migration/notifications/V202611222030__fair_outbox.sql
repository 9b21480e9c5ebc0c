-- Tests of notices come after what they test for, and at most once a minute.
alter table notifications.outbox add column test boolean not null default false;
alter table notifications.recipients add column tested_at timestamptz;
