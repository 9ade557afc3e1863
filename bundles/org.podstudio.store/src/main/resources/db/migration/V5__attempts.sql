-- What became of each time a job ran, and, of the job itself, how often it was started and when last. `details` is JSON: stages, what was
-- needed, child processes.

create table attempt (
    job char(36) not null constraint attempt_job references job on delete cascade,
    number integer not null,
    outcome varchar(12) not null,
    started bigint not null,
    ended bigint not null,
    problem clob,
    details clob not null,
    constraint attempt_pk primary key (job, number)
);

alter table job add column starts integer not null default 0;
alter table job add column began bigint;
update job set starts = attempts + cut_off, began = started;
