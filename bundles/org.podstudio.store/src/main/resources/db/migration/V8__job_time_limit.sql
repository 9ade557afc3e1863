-- How long an attempt may take, where the order says so.

alter table job add column time_limit_millis bigint;
