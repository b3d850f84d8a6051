#!/bin/bash
# A drill: restores a copy into a cluster of its own, on this machine and in a folder that is removed at the end, and runs
# `quelleaideadom check` on it. Nothing that serves is touched. Not as root: as `postgres`, say.
#
#   drill.sh dump FOLDER                              the newest copy that dump.sh made
#   drill.sh base FOLDER [ARCHIVE [UNTIL]]            the newest that base-backup.sh made, and what the archive of the
#                                                     write-ahead log has after it, until a time ('2026-11-28 09:30:00+01')
#
# DRILL_PROGRAM, DRILL_DATABASE, DRILL_ROLE (quelleaideadom), DRILL_PORT (54399) and PGBIN, the folder of the programs of
# PostgreSQL, may be set. Ends with the exit code of `check`.
set -euo pipefail
umask 077

fail() { echo "drill: $*" >&2; exit 1; }
usage() { sed -n '2,/^set /{/^#/s/^# \{0,1\}//p}' "$0" >&2; exit 2; }

kind=${1:-} folder=${2:-} archive=${3:-} until=${4:-}
[[ $kind =~ ^(dump|base)$ && -d $folder ]] || usage
[[ $(id -u) != 0 ]] || fail "PostgreSQL does not run as root: sudo -u postgres $0 $*"
program=${DRILL_PROGRAM:-quelleaideadom} database=${DRILL_DATABASE:-quelleaideadom}
role=${DRILL_ROLE:-quelleaideadom} port=${DRILL_PORT:-54399}
folder=$(realpath "$folder")
[[ -z $archive ]] || archive=$(realpath "$archive")

newest() { find "$folder" -maxdepth 1 -regex ".*/$1" | sort | tail -n 1; }
case $kind in
  dump) copy=$(newest 'dump-[0-9]+T[0-9]+Z\.pgdump') ;;
  base) copy=$(newest 'base-[0-9]+T[0-9]+Z') ;;
esac
[[ -n $copy ]] || fail "no copy in $folder"

# A base backup is read by its own version alone.
if [[ -z ${PGBIN:-} ]]; then
  if [[ $kind = base ]]; then PGBIN=/usr/lib/postgresql/$(< "$copy/PG_VERSION")/bin
  else PGBIN=$(find /usr/lib/postgresql -maxdepth 2 -name bin 2> /dev/null | sort -V | tail -n 1); fi
fi
[[ -x $PGBIN/pg_ctl ]] || fail "PostgreSQL is not in '$PGBIN': set PGBIN"

scratch=$(mktemp -d "${TMPDIR:-/tmp}/drill.XXXXXX")
data=$scratch/data
end() {
  "$PGBIN/pg_ctl" --pgdata "$data" --mode immediate --silent stop > /dev/null 2>&1 || true
  rm -rf "$scratch"
}
trap end EXIT
trap 'exit 130' INT TERM

echo "copy: $copy"
if [[ $kind = base ]]; then
  "$PGBIN/pg_verifybackup" --quiet "$copy"
  cp -a "$copy" "$data"
  chmod 0700 "$data"
  rm -f "$data/standby.signal"
else
  "$PGBIN/initdb" --pgdata "$data" --username postgres --auth trust --encoding UTF8 --locale C.UTF-8 --data-checksums > /dev/null
fi

# Settings of the drill alone: those of the cluster that was copied name its standbys and its archive.
: > "$data/postgresql.auto.conf"
cat > "$data/postgresql.conf" << END
listen_addresses = '127.0.0.1'
port = $port
unix_socket_directories = '$scratch'
hba_file = '$scratch/pg_hba.conf'
archive_mode = off
hot_standby = off
password_encryption = scram-sha-256
END
# The folder of the socket is this account's alone.
cat > "$scratch/pg_hba.conf" << END
local all all trust
host $database $role 127.0.0.1/32 scram-sha-256
END
if [[ -n $archive ]]; then
  touch "$data/recovery.signal"
  echo "restore_command = 'cp \"$archive/%f\" \"%p\"'" >> "$data/postgresql.conf"
  if [[ -n $until ]]; then echo "recovery_target_time = '$until'" >> "$data/postgresql.conf"; fi
  echo "recovery_target_action = promote" >> "$data/postgresql.conf"
fi

"$PGBIN/pg_ctl" --pgdata "$data" --log "$scratch/log" --timeout 3600 --wait --silent start || { tail -n 20 "$scratch/log" >&2; fail "the copy does not start"; }
ask() { "$PGBIN/psql" --no-psqlrc --quiet --tuples-only --no-align --set ON_ERROR_STOP=1 --host "$scratch" --port "$port" --username postgres "$@"; }
password=$(od -An -N 16 -t x1 /dev/urandom | tr -d ' \n')
if [[ $kind = dump ]]; then
  ask postgres <<< "create role \"$role\" login; create database \"$database\" owner \"$role\";"
  "$PGBIN/pg_restore" --host "$scratch" --port "$port" --username "$role" --no-owner --no-privileges --exit-on-error --dbname "$database" "$copy"
else
  # It answers nobody before it has read everything.
  until "$PGBIN/pg_isready" --quiet --host "$scratch" --port "$port"; do
    "$PGBIN/pg_ctl" --pgdata "$data" status > /dev/null || { tail -n 20 "$scratch/log" >&2; fail "the copy ended in recovery"; }
    sleep 0.5
  done
fi
ask postgres <<< "alter role \"$role\" password '$password';"
[[ $kind = dump ]] || ask postgres <<< "select 'restored to ' || coalesce(pg_last_xact_replay_timestamp()::text, 'the end of the copy')"

QUELLEAIDEADOM_DATABASE_URL="postgres://$role:$password@127.0.0.1:$port/$database" "$program" check
