#!/bin/sh
# base-backup.sh FOLDER KEEP [ARCHIVE]: copies the whole cluster of $PGHOST while it runs, checks every file of the copy against
# its list, keeps the KEEP newest, and takes out of the ARCHIVE what none of them needs. As an account with a role for
# replication (`create role replicator login replication password '…'`). Prints the folder of the copy.
set -eu
folder=$1 keep=$2 archive=${3:-}
[ "$keep" -ge 1 ]
name=base-$(date -u +%Y%m%dT%H%M%SZ)
umask 077
trap 'rm -rf "$folder/.$name.partial"' EXIT
pg_basebackup --pgdata "$folder/.$name.partial" --format plain --wal-method stream --checkpoint fast --manifest-checksums SHA256 --no-password
pg_verifybackup --quiet "$folder/.$name.partial"
sync "$folder/.$name.partial"
mv "$folder/.$name.partial" "$folder/$name"
trap - EXIT
# Names begin alike and end with the time: in the order of the alphabet the oldest comes first.
copies() { find "$folder" -maxdepth 1 -name 'base-[0-9]*Z' | sort; }
copies | head -n -"$keep" | while read -r old; do rm -rf "$old"; done
if [ -n "$archive" ]; then
  oldest=$(copies | head -n 1)
  first=$(sed -n 's/^START WAL LOCATION:.*(file \([0-9A-F]*\))$/\1/p' "$oldest/backup_label")
  pg_archivecleanup "$archive" "$first"
fi
echo "$folder/$name"
