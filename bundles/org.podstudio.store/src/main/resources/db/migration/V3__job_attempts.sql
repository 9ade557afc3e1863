-- How often the program died while a job ran, and when one whose attempt failed is tried again.

alter table job add column cut_off integer not null default 0;
alter table job add column next_attempt bigint;
