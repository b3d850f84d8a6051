-- One row is what one person typed into the form of one listing, or of one draft of it, since they last saved it: nothing
-- typed is lost when a session ends or a page is left. `draft` is 0 where there is no draft. Saving the form forgets it.
create table typed_forms (
    author text collate "C" not null,
    finess text not null,
    draft bigint not null,
    saved_at text not null,
    pairs text not null,
    constraint typed_forms_pk primary key (author, finess, draft)
);

-- One row is one remark of the price rules on one listing that someone set aside, why and when.
create table dismissed_findings (
    finess text not null,
    finding text collate "C" not null,
    words text not null,
    reason text not null,
    author text not null,
    dismissed_at text not null,
    constraint dismissed_findings_pk primary key (finess, finding)
);

-- One row is one draft that someone sent back to its author, and why. It goes with its draft.
create table returned_drafts (
    draft bigint not null,
    edition bigint not null,
    author text not null,
    reason text not null,
    returned_at text not null,
    constraint returned_drafts_pk primary key (draft, edition)
);
