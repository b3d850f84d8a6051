-- One row is what staff answered to one report, with who and when: a report that has one is closed. Rows are only ever added.
create table report_answers (
    report integer not null,
    outcome text not null,
    reason text not null,
    author text not null,
    recorded_at text not null,
    constraint report_answers_pk primary key (report),
    constraint report_answers_report foreign key (report) references reports (number)
) strict;
