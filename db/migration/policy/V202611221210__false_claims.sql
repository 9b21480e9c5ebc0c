-- Whether a phone that says it is somebody else than it proved to be may not call.
alter table policy.security_policy
    add column refuse_false_claims boolean not null default false;
