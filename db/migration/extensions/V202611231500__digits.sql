-- How a device sends digits: as telephone-events, or sounded in its speech, where media listens for them.
alter table extensions.device
    add column digits text not null default 'EVENTS' constraint device_digits_check check (digits in ('EVENTS', 'IN_BAND'));
