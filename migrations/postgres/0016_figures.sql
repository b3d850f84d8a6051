-- One row is who wrote one revision of one listing before someone else published it, and what they told the publisher;
-- "service" for the provider itself. A revision that was written by whoever published it has none.
create table revision_origins (
    finess text not null,
    version bigint not null,
    drafted_by text not null,
    note text not null,
    constraint revision_origins_pk primary key (finess, version)
);

-- One row is one act of the staff that changes no listing and is nowhere else: a draft thrown away, a file refused, an
-- export. Rows are only ever added.
create table staff_acts (
    number bigint generated always as identity primary key,
    recorded_at text not null,
    author text not null,
    act text not null,
    subject text not null
);

-- One row is how many refusals of one service were counted on one day: so many a day are counted and no more, and a
-- service is doubted only where they are of several days. Nothing else of a refusal is in it.
create table refusal_days (
    day text not null,
    finess text not null,
    count bigint not null,
    constraint refusal_days_pk primary key (day, finess)
);

-- One row is how one part of the open listings of one zone stood on one day, as last published that day. The zone is
-- empty where a listing has no address.
create table part_days (
    day text not null,
    zone text collate "C" not null,
    part text collate "C" not null,
    fresh bigint not null,
    stale bigint not null,
    never_verified bigint not null,
    missing bigint not null,
    constraint part_days_pk primary key (day, zone, part)
);

-- One row is how often one act was searched for in one zone in one month, either empty where not named. A search has no
-- row of its own, and nothing of who searched is kept.
create table searches (
    month text not null,
    zone text collate "C" not null,
    act text collate "C" not null,
    count bigint not null,
    constraint searches_pk primary key (month, zone, act)
);
