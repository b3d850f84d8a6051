#!/bin/sh
# archive_command: archive.sh PATH NAME FOLDER. Keeps one finished file of the write-ahead log, and is done only once it is on
# the disk. PostgreSQL asks again for what failed, and may ask again for what was done.
set -eu
path=$1 name=$2 folder=$3
if [ -e "$folder/$name" ]; then
  # The same file is done; another of the same name comes from another cluster, and is never written over.
  exec cmp -s "$path" "$folder/$name"
fi
cp "$path" "$folder/.$name.partial"
sync "$folder/.$name.partial"
mv "$folder/.$name.partial" "$folder/$name"
sync "$folder"
