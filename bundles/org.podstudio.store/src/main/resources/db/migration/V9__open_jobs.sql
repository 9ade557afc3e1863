-- What is looked for at every start are the jobs that are not over. An index of the states would be changed with each of their changes; this
-- one only when they are over.

drop index job_state;
create index job_finished on job (finished);

-- Attempts are written by the writer of jobs, in the transaction of the move that ends them: there is no attempt without its job. A constraint
-- to say so has an index of its own, and looks for the job each time. Whoever removes a job removes its attempts.

alter table attempt drop constraint attempt_job;
