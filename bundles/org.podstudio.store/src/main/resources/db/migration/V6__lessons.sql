-- What the runs of processors taught: how long they took, and what they used of what they were thought to need. The newest hundred of each.

create table lesson (
    added bigint not null constraint lesson_pk primary key,
    subject varchar(1000) not null,
    unit varchar(20) not null,
    amount double not null,
    seconds double,
    quiet_seconds double not null,
    cores double,
    memory double,
    scratch double
);
create index lesson_subject on lesson (subject, added desc);
