-- Until when a number that its tenant has given up is nobody else's: calls that are still on their way to whom they were meant for
-- must not reach whoever enters the number next. The row stays, so that the constraint on the number holds for it too.
alter table numbers.number
    add column given_up_until timestamptz;
-- What has rested long enough is removed by whoever wants the number; nothing else can be.
create policy rested on numbers.number for delete
    using (nullif(current_setting('ringfort.tenant', true), '')::uuid = '00000000-0000-0000-0000-000000000000'
        and given_up_until <= now());
