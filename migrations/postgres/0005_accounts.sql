-- One row is one member of the staff. No password until the first link was used; the secret of the second factor is as the
-- application holds it, its last step the last code that was taken. Times here are seconds since 1970.
create table accounts (
    name text collate "C" not null,
    role text not null,
    password text,
    secret text,
    last_step bigint,
    constraint accounts_pk primary key (name)
);

-- One row is the one link by which an account chooses its password: the hash of its token. Used once.
create table account_links (
    account text not null,
    token_hash text not null,
    expires_at bigint not null,
    constraint account_links_pk primary key (account),
    constraint account_links_account foreign key (account) references accounts (name) on delete cascade
);

-- One row is one recovery code that was not used yet: its hash.
create table recovery_codes (
    account text not null,
    code_hash text not null,
    constraint recovery_codes_pk primary key (account, code_hash),
    constraint recovery_codes_account foreign key (account) references accounts (name) on delete cascade
);

-- One row is one browser that is signed in: the hash of its token, and the secret offered to it for a second factor.
create table sessions (
    number bigint generated always as identity,
    token_hash text not null,
    account text not null,
    offered_secret text not null,
    started_at bigint not null,
    used_at bigint not null,
    constraint sessions_pk primary key (number),
    constraint sessions_token unique (token_hash),
    constraint sessions_account foreign key (account) references accounts (name) on delete cascade
);
