-- What colleagues keep about a service beside its listing. It outlives the listing, so no key ties it to one. Rows are only
-- ever added, but for the end of a reminder and for a file whose content is erased.

-- One row is one colleague to whom a service was given to follow, or nobody; the last row counts.
create table assignments (
    number bigint generated always as identity,
    finess text not null,
    account text,
    author text not null,
    recorded_at text not null,
    constraint assignments_pk primary key (number)
);

create index assignments_by_listing on assignments (finess, number);

-- One row is one day on which a service is to be called back.
create table reminders (
    number bigint generated always as identity,
    finess text not null,
    due_on text not null,
    why text not null,
    author text not null,
    recorded_at text not null,
    done_by text,
    done_at text,
    constraint reminders_pk primary key (number)
);

create index reminders_by_listing on reminders (finess, number);

-- One row is one time that someone of a service was reached, and what was said.
create table contacts (
    number bigint generated always as identity,
    finess text not null,
    contacted_on text not null,
    means text not null,
    contacted text not null,
    content text not null,
    author text not null,
    recorded_at text not null,
    constraint contacts_pk primary key (number)
);

create index contacts_by_listing on contacts (finess, number);

-- One row is one note on a service.
create table notes (
    number bigint generated always as identity,
    finess text not null,
    content text not null,
    author text not null,
    recorded_at text not null,
    constraint notes_pk primary key (number)
);

create index notes_by_listing on notes (finess, number);

-- One row is one file that proves a part of a listing. Its content is here, or in the folder of the settings under the name
-- `kept_as`; where it has neither, it was removed.
create table evidence (
    number bigint generated always as identity,
    finess text not null,
    part text not null,
    file_name text not null,
    media_type text not null,
    bytes bigint not null,
    content bytea,
    kept_as text,
    author text not null,
    recorded_at text not null,
    removed_by text,
    removed_at text,
    constraint evidence_pk primary key (number)
);

create index evidence_by_listing on evidence (finess, number);
