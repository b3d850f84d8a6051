-- One row, number 1, is the last time that the program wrote in order to know whether it can.
create table readiness (
    number bigint not null,
    written_at text not null,
    constraint readiness_pk primary key (number),
    constraint readiness_one_row check (number = 1)
);
