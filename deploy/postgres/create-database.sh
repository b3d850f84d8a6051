#!/bin/sh
# Makes the role and the database of the program, which is no superuser. Called once, on an empty cluster: by the image of
# PostgreSQL, with the password in a secret, or by Patroni, with the address of its database and DATABASE_PASSWORD.
set -eu
DATABASE_PASSWORD=${DATABASE_PASSWORD:-$(cat /run/secrets/database-password)}
export DATABASE_PASSWORD
psql --no-psqlrc --quiet --set ON_ERROR_STOP=1 --dbname "${1:-user=postgres dbname=postgres}" << 'END'
\getenv password DATABASE_PASSWORD
create role quelleaideadom login password :'password';
create database quelleaideadom owner quelleaideadom;
END
