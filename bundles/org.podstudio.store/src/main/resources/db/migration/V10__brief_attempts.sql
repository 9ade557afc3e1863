-- What the only attempt of a job took, when it is not worth a row of its own: a few letters, so that the job's row stays where it is.

alter table job add column effort varchar(80);
