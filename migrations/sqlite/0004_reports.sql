-- One row is one error that a visitor reported of one listing, for staff to look at. Nothing of the sender is kept. Rows
-- are only ever added; they outlive the listing, so no key ties them to it.
create table reports (
    number integer primary key autoincrement,
    finess text not null,
    about text not null,
    message text not null,
    recorded_at text not null,
    constraint reports_message_length check (length(message) between 10 and 1000)
) strict;
