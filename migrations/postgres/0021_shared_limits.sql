-- One row: a key of a limit that several programs share, and when all that it admits at once may be taken again, in milliseconds
-- since 1970. Not logged: no backup and no standby has it.
create unlogged table limits (
    key text not null,
    due bigint not null,
    constraint limits_pk primary key (key)
);

create index limits_by_due on limits (due);
