#!/bin/sh
# dump.sh FOLDER KEEP [DATABASE]: a copy of the database alone, which any later version of PostgreSQL reads, read through, the
# KEEP newest kept. It is that of one moment, whatever is written meanwhile. Prints the file.
set -eu
folder=$1 keep=$2 database=${3:-quelleaideadom}
[ "$keep" -ge 1 ]
name=dump-$(date -u +%Y%m%dT%H%M%SZ).pgdump
umask 077
trap 'rm -f "$folder/.$name.partial"' EXIT
pg_dump --format custom --no-unlogged-table-data --no-owner --no-privileges --no-password --file "$folder/.$name.partial" "$database"
# Unpacked to its end, and written nowhere.
pg_restore --file /dev/null "$folder/.$name.partial"
sync "$folder/.$name.partial"
mv "$folder/.$name.partial" "$folder/$name"
trap - EXIT
find "$folder" -maxdepth 1 -name 'dump-[0-9]*Z.pgdump' | sort | head -n -"$keep" | while read -r old; do rm -f "$old"; done
echo "$folder/$name"
