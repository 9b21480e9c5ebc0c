-- Whether the platform has seen that the number is the tenant's. A tenant may write down any number; what is said to others in
-- our name (attestation A) rests on this mark alone, which tenants cannot set.
alter table numbers.number
    add column proved boolean not null default false;
-- The platform (nil UUID) sees whose a number is, to settle it when two tenants want the same.
create policy platform on numbers.number for select
    using (nullif(current_setting('ringfort.tenant', true), '')::uuid = '00000000-0000-0000-0000-000000000000');
