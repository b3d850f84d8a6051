-- One row is the outline of one zone on the map, simplified; all rows come from one file, and the next file replaces them.
-- `path` and the label are in units of the view box, which is the same in every row.
create table outlines (
    number bigint generated always as identity,
    zone text collate "C" not null,
    path text not null,
    label_x bigint not null,
    label_y bigint not null,
    view_width bigint not null,
    view_height bigint not null,
    file_name text not null,
    recorded_at text not null,
    constraint outlines_pk primary key (number),
    constraint outlines_zone unique (zone)
);

-- One row is one accepted file of addresses, and when. Rows are only ever added.
create table address_imports (
    number bigint generated always as identity,
    file_name text not null,
    recorded_at text not null,
    counts text not null,
    constraint address_imports_pk primary key (number)
);

-- One row is one street in one zone, with its house numbers in order ("1 3 3b 5"); the next file replaces all rows.
create table streets (
    name text collate "C" not null,
    zone text collate "C" not null,
    postcode text not null,
    houses text not null,
    constraint streets_pk primary key (name, zone)
);
