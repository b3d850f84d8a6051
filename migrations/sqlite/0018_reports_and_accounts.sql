-- One row is one thing that happened to one report beside its answer: taken, given back, its text erased, opened again. One
-- that was opened again leaves the answer that it had here. Rows are only ever added.
create table report_events (
    number integer primary key autoincrement,
    report integer not null,
    kind text not null,
    outcome text,
    reason text,
    author text not null,
    recorded_at text not null,
    constraint report_events_report foreign key (report) references reports (number)
) strict;

create index report_events_by_report on report_events (report, number);

-- One row is one thing done to one account, by whom, and the role that was given where one was. Rows are only ever added, and
-- outlive the account. Times here are seconds since 1970.
create table account_events (
    number integer primary key autoincrement,
    actor text not null,
    account text not null,
    act text not null,
    role text,
    recorded_at integer not null
) strict;

-- One row is one link that was mailed to someone who forgot their password: the hash of its token. An account may have a few;
-- all are gone once a password is chosen.
create table mailed_links (
    token_hash text not null,
    account text not null,
    expires_at integer not null,
    constraint mailed_links_pk primary key (token_hash),
    constraint mailed_links_account foreign key (account) references accounts (name) on delete cascade
) strict;

-- One row is one device that an account signed in from: the hash of what its cookie calls it, and its name.
create table account_devices (
    account text not null,
    device_hash text not null,
    name text not null,
    used_at integer not null,
    constraint account_devices_pk primary key (account, device_hash),
    constraint account_devices_account foreign key (account) references accounts (name) on delete cascade
) strict;

alter table sessions add column device_hash text;

-- By a password, or by the provider of identities, at which one then signs out too.
alter table sessions add column way text not null default 'password';
