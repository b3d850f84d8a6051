-- One row is how often a refusal of one kind was counted in one month, "2026-11": who refused, in which zone, why, and
-- for which part of the week and act, empty where not said. A refusal has no row of its own, and nothing else is kept.
create table refusals (
    month text not null,
    finess text not null,
    zone text collate "C" not null,
    reason text collate "C" not null,
    slot text collate "C" not null,
    act text collate "C" not null,
    count bigint not null,
    constraint refusals_pk primary key (month, finess, zone, reason, slot, act)
);
