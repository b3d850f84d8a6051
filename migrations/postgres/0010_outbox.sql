-- One row is one letter that waits to be mailed to one provider. `body` holds the link whole, so that a restart loses no
-- letter: the row goes once it has left or was refused for good. Times are seconds since 1970.
create table outbox (
    number bigint generated always as identity,
    token_hash text not null,
    recipient text not null,
    subject text not null,
    body text not null,
    queued_at bigint not null,
    not_before bigint not null,
    tries bigint not null,
    constraint outbox_pk primary key (number)
);

create index outbox_by_time on outbox (not_before, number);
