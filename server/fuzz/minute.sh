#!/usr/bin/env bash
# Gives one parser what is made up from its corpus for some seconds: minute.sh SECONDS TARGET, from the root of the project.
# Without coverage libFuzzer cannot choose among several seeds: each has its share of the time, alone.
set -euo pipefail
seconds=$1 target=$2
seeds=(server/fuzz/corpus/"$target"/*)
share=$((seconds / ${#seeds[@]}))
inputs=0
for seed in "${seeds[@]}"; do
  alone=target/fuzz/$target/$(basename "$seed")
  mkdir -p "$alone"
  cp "$seed" "$alone"/
  if ! target/debug/fuzz-"$target" -seed=1 -keep_seed=1 -max_total_time=$((share > 0 ? share : 1)) -rss_limit_mb=1024 \
    -timeout=10 -print_final_stats=1 -artifact_prefix="target/fuzz/$target-" "$alone" > "$alone.log" 2>&1; then
    tail -n 25 "$alone.log"
    echo "$target: found something, see $alone.log" >&2
    exit 255
  fi
  inputs=$((inputs + $(sed -n 's/^stat::number_of_executed_units: //p' "$alone.log")))
done
echo "$target: $inputs inputs in $seconds s, nothing found"
