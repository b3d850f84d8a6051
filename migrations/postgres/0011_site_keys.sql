-- One row is a key that this site made for itself and that no one is told: that by which devices are known again.
create table site_keys (
    name text not null,
    key bytea not null,
    constraint site_keys_pk primary key (name)
);
