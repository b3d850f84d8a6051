#!/usr/bin/env bash
# Asks the open API what its document allows and what it does not (schemathesis), of a program that serves the demonstration.
# Arguments: the program, the folder of schemathesis, the seconds that it may take.
set -euo pipefail
program=$1 python=$2 seconds=$3
port=${API_PORT:-3915}
here=$(cd "$(dirname "$0")" && pwd)
folder=$(mktemp -d)
"$program" --database-url "sqlite:$folder/api.sqlite" serve --demonstration --addr "127.0.0.1:$port" \
  --api-requests-a-minute 0 --max-connections-per-address 4096 > "$folder/log" 2>&1 &
server=$!
trap 'kill $server 2> /dev/null || true; rm -rf "$folder"' EXIT
cd "$here"
"$python/bin/schemathesis" --config-file schemathesis.toml run "http://127.0.0.1:$port/api/v1/openapi.json" \
  --wait-for-schema 60 --phases examples,coverage,fuzzing --generation-deterministic --max-examples 60 --max-time "$seconds" \
  --workers 1 --no-color
