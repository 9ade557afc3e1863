-- What a job's results are named after, where that is not its input, and whether it was ordered to replace what there is. The latter was
-- the first of its notes before.

alter table job add column stem varchar(512);
alter table job add column forced smallint not null default 0; -- 0 or 1: how EclipseLink writes a boolean on Derby
update job set forced = 1 where notes like '["made again on request"%';
