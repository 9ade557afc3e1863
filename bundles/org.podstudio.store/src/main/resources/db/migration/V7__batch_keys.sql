-- What was ordered with an idempotency key, as a digest, and which jobs were answered, as JSON: the same order gets the same answer again.

alter table batch add column order_digest varchar(64);
alter table batch add column answer clob;
