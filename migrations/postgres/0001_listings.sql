-- One row is the current state of one listing; `document` holds it whole, the other columns are keys into it.
create table listings (
    finess text not null,
    version bigint not null,
    kind text not null,
    standing text not null,
    zone text,
    document text not null,
    constraint listings_pk primary key (finess),
    constraint listings_version_positive check (version > 0)
);

-- One row is one accepted file.
create table imports (
    number bigint not null,
    file_name text not null,
    file_date text not null,
    recorded_at text not null,
    counts text not null,
    constraint imports_pk primary key (number)
);

-- One row is one dated change of one listing. Rows are only ever added.
create table revisions (
    number bigint generated always as identity,
    finess text not null,
    version bigint not null,
    author text not null,
    source text not null,
    recorded_at text not null,
    import_number bigint,
    changes text not null,
    constraint revisions_pk primary key (number),
    constraint revisions_listing_version unique (finess, version),
    constraint revisions_import foreign key (import_number) references imports (number)
);

create index revisions_by_import on revisions (import_number);
