-- One row is one campaign: who wrote to providers, what was asked, and the letter. Its links have its number; those of
-- before this table have no row. `parts` holds codes of parts of a listing, separated by spaces.
create table campaigns (
    number integer primary key,
    author text not null,
    started_at integer not null,
    parts text not null,
    subject text not null,
    letter text not null,
    deadline text not null
) strict;

-- One row is one more token of a link, made to give the link again: only its hash is kept, and the tokens before it go on
-- leading there. Times are seconds since 1970.
create table link_tokens (
    token_hash text not null,
    link integer not null,
    author text not null,
    made_at integer not null,
    constraint link_tokens_pk primary key (token_hash)
) strict;

create index link_tokens_by_link on link_tokens (link);

-- Why the letter of a link did not arrive; who noted that it came back, and when; when its provider was last reminded.
alter table provider_links add column failure text;
alter table provider_links add column returned_by text;
alter table provider_links add column returned_at integer;
alter table provider_links add column reminded_at integer;
