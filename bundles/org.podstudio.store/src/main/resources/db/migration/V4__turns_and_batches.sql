-- A job's place in the line, which may be changed; whether it is paused. Submissions with what holds for all of their jobs. Settings.
-- Jobs that failed for good and are not settled: the dead letters.

alter table job add column place bigint not null default 0;
alter table job add column paused smallint not null default 0; -- 0 or 1: how EclipseLink writes a boolean on Derby
update job set place = added;

create table batch (
    id char(36) not null constraint batch_pk primary key,
    jobs integer not null,
    fail_fast smallint not null,
    idempotency_key varchar(255) constraint batch_key unique,
    submitted bigint not null
);
insert into batch (id, jobs, fail_fast, submitted) select batch, count(*), 0, min(submitted) from job group by batch;

create table setting (
    name varchar(100) not null constraint setting_pk primary key,
    content varchar(1000) not null
);

create table dead_letter (
    job char(36) not null constraint dead_letter_pk primary key constraint dead_letter_job references job on delete cascade,
    since bigint not null,
    remark varchar(4096) not null,
    settled varchar(10), -- RETRIED or DISMISSED; null while it is open
    successor char(36) -- the job that was accepted in its place
);
create index dead_letter_settled on dead_letter (settled, since desc);
insert into dead_letter (job, since, remark)
    select id, coalesce(finished, submitted), '' from job where state = 'FAILED';
