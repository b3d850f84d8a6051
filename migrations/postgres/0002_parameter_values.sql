-- One row is one value of the law that staff entered, with who and when: rows are only ever added, and of two that start
-- on one day the later row counts.
create table parameter_values (
    number bigint generated always as identity,
    parameter text not null,
    thousandths bigint not null,
    valid_from text not null,
    valid_until text,
    article text not null,
    url text not null,
    read_on text not null,
    author text not null,
    recorded_at text not null,
    constraint parameter_values_pk primary key (number),
    constraint parameter_values_positive check (thousandths > 0)
);
