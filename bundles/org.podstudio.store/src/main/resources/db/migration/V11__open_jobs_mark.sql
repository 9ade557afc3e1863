-- An index of the ends found the jobs that are not over, and was changed twice for each job, though it is asked when a project is opened. They
-- are found behind a mark now: every job with a smaller number is over.

drop index job_finished;
create table open_jobs (since bigint not null);
insert into open_jobs values (0);
