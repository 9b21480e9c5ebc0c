-- A device may be offered SDES and DTLS-SRTP together, and takes which it likes.
alter table extensions.device
    drop constraint device_keying_check,
    add constraint device_keying_check check (keying in ('SDES', 'DTLS', 'EITHER', 'CLEAR'));
