-- One row is what in the last register lets think that a service is approved for social assistance. It proves nothing: staff
-- see it beside the listing, the public never. Each import of the structures of FINESS+ replaces them all.
create table habilitation_hints (
    finess text not null,
    hint text not null,
    register_date text not null,
    constraint habilitation_hints_pk primary key (finess)
);
