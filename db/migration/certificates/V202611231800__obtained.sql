-- How a device came by its certificate: an administrator handed its request in, or the device did by itself (EST).
alter table certificates.device_certificate
    add column obtained text not null default 'ADMINISTRATOR'
        constraint device_certificate_obtained_check check (obtained in ('ADMINISTRATOR', 'ENROLMENT_PASSWORD', 'RENEWAL'));
