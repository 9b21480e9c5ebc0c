-- Devices that agree on keys with each other: nobody between them has these.
alter table extensions.device
    drop constraint device_keying_check,
    add constraint device_keying_check check (keying in ('SDES', 'DTLS', 'EITHER', 'ZRTP', 'CLEAR'));
