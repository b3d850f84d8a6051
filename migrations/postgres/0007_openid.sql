-- The address by which a provider of identities names the member of the staff, in small letters; none until it was given.
alter table accounts add column openid_email text;

-- An address signs one account in.
create unique index accounts_openid_email on accounts (openid_email);
