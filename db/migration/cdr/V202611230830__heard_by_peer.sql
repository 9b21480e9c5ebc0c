-- How a leg's peer said that it heard us (RFC 3611), in its last word; empty where it said nothing. 0 in the last two: unknown.
alter table cdr.leg
    add column heard_discarded_permille integer,
    add column heard_delay_ms           integer,
    add column heard_mos                integer; -- in hundredths
