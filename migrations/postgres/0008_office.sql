-- Every revision is sealed by the hash of the one before it and of itself. The program seals once what was there before.
alter table revisions add column seal text;

-- What an import read, by whom; when it was undone, by whom.
alter table imports add column kind text not null default 'finess';
alter table imports add column author text not null default 'import finess';
alter table imports add column undone_by text;
alter table imports add column undone_at text;

-- One row is one save of one proposed state of one listing, based on a published version of it. Rows are only added until
-- the draft is published or thrown away; a save names the edition that it follows. A draft has the number of its first row.
create table drafts (
    row bigint generated always as identity primary key,
    number bigint,
    edition bigint not null,
    finess text not null,
    based_on bigint not null,
    state text not null,
    author text not null,
    source text not null,
    note text not null,
    saved_at text not null,
    document text not null,
    constraint drafts_edition unique (number, edition)
);

-- One row is one file that was read and not yet accepted: what it would change, listing by listing.
create table previews (
    number bigint generated always as identity primary key,
    kind text not null,
    file_name text not null,
    file_date text not null,
    author text not null,
    read_at text not null,
    content text not null
);

-- One row is one link by which one provider sees its listing and answers: the hash of its token. Times are seconds since
-- 1970. Links of one campaign have its number.
create table provider_links (
    number bigint generated always as identity primary key,
    finess text not null,
    token_hash text not null,
    campaign bigint,
    author text not null,
    sent_to text,
    made_at bigint not null,
    expires_at bigint not null,
    answered_at bigint,
    answer text,
    constraint provider_links_token unique (token_hash)
);

create index provider_links_by_listing on provider_links (finess);

-- One row is how much was known of the open listings on one day, as last published that day.
create table completeness (
    day text not null,
    listings bigint not null,
    known bigint not null,
    possible bigint not null,
    constraint completeness_pk primary key (day)
);
