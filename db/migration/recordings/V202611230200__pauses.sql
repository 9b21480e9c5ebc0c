-- How calls of an extension are recorded: on-demand, pausable or always.
alter table recordings.always rename to extension;
alter table recordings.extension
    add column mode text not null default 'always' check (mode in ('on-demand', 'pausable', 'always'));
grant update on recordings.extension to ringfort_app;

-- How much of a recording is silence since it was paused.
alter table recordings.recording add column paused_ms bigint not null default 0;
