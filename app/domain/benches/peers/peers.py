#!/usr/bin/env python3
"""Compares the ranking with numpy, DuckDB, SQLite and Polars over the same generated catalogue, in one run, one thread each.

The others do a simpler job, on columns that the bench `peers` writes: filter by zone, publics, acts and closing, price the
covered minutes at one price an hour, score price, coverage and services, and take the first twenty of those of which everything is
known. The ranking does the whole method (every tariff with its windows, surcharges, minimum and fee, three groups, reasons counted,
robustness of twenty ranks).

    python3 app/domain/benches/peers/peers.py [COUNT ...]     # needs numpy, duckdb and polars; from the root of the project
"""
import json
import os
import sqlite3
import subprocess
import sys
import tempfile
import time

os.environ["POLARS_MAX_THREADS"] = "1"
os.environ["OMP_NUM_THREADS"] = "1"

import duckdb
import numpy as np
import polars as pl

COUNTS = [154, 10_000, 100_000, 1_000_000]
COLUMNS = [
    "finess", "nursing_only", "zones_known", "serves", "hours_known", "care_minutes", "household_minutes", "acts_known", "acts",
    "publics_known", "publics", "closes", "care_price", "household_price",
]
BEST, WORST, PAGE, AT_LEAST, SECONDS = 2_500, 4_500, 20, 3, 2


def best(run):
    times, begin = [], time.perf_counter()
    while len(times) < AT_LEAST or time.perf_counter() - begin < SECONDS:
        start = time.perf_counter()
        answer = run()
        times.append(time.perf_counter() - start)
    return min(times), answer


# One query for both databases: whole numbers throughout, an integer of 64 bits for an amount.
QUERY = """
with scored as (
    select finess, care_minutes + household_minutes as minutes,
        care_minutes * care_price + household_minutes * household_price as amount, {count}(acts & :wished) as offered
    from providers
    where nursing_only = 0 and zones_known = 1 and serves = 1 and hours_known = 1 and acts_known = 1
        and care_minutes + household_minutes > 0 and closes > :day and (acts & :required) = :required
        and (publics_known = 0 or (publics & :publics) = :publics) and care_price > 0 and household_price > 0
)
select finess, 4 * least(1000, greatest(0, 1000 * (:worst * minutes - amount) {divided} ((:worst - :best) * minutes)))
    + 3 * (1000 * minutes {divided} :needed) + 3 * (1000 * offered {divided} :wishes) as points
from scored order by points desc, amount * 1.0 / minutes, finess limit :page
"""


def with_numpy(columns, need):
    c = columns
    minutes = c["care_minutes"] + c["household_minutes"]
    kept = (
        (c["nursing_only"] == 0) & (c["zones_known"] == 1) & (c["serves"] == 1) & (c["hours_known"] == 1) & (c["acts_known"] == 1)
        & (minutes > 0) & (c["closes"] > need["day"]) & (c["acts"] & need["required"] == need["required"])
        & ((c["publics_known"] == 0) | (c["publics"] & need["publics"] == need["publics"]))
        & (c["care_price"] > 0) & (c["household_price"] > 0)
    )
    at = np.flatnonzero(kept)
    minutes = minutes[at].astype(np.int64)
    amount = c["care_minutes"][at].astype(np.int64) * c["care_price"][at] + c["household_minutes"][at].astype(np.int64) * c["household_price"][at]
    price = np.clip(1000 * (WORST * minutes - amount) // ((WORST - BEST) * minutes), 0, 1000)
    services = 1000 * np.bitwise_count(c["acts"][at] & need["wished"]).astype(np.int64) // need["wishes"]
    points = 4 * price + 3 * (1000 * minutes // need["needed"]) + 3 * services
    # The best, and those that tie with the last of them.
    first = np.flatnonzero(points >= np.partition(points, -PAGE)[-PAGE]) if len(points) > PAGE else np.arange(len(points))
    order = np.lexsort((c["finess"][at][first], amount[first] / minutes[first], -points[first]))[:PAGE]
    return [int(finess) for finess in c["finess"][at][first][order]]


def with_polars(frame, need):
    minutes = (pl.col("care_minutes") + pl.col("household_minutes")).cast(pl.Int64)
    amount = (
        pl.col("care_minutes").cast(pl.Int64) * pl.col("care_price") + pl.col("household_minutes").cast(pl.Int64) * pl.col("household_price")
    )
    return (
        frame.lazy()
        .filter(
            (pl.col("nursing_only") == 0) & (pl.col("zones_known") == 1) & (pl.col("serves") == 1) & (pl.col("hours_known") == 1)
            & (pl.col("acts_known") == 1) & (minutes > 0) & (pl.col("closes") > need["day"])
            & (pl.col("acts") & need["required"] == need["required"])
            & ((pl.col("publics_known") == 0) | (pl.col("publics") & need["publics"] == need["publics"]))
            & (pl.col("care_price") > 0) & (pl.col("household_price") > 0)
        )
        .select("finess", minutes.alias("minutes"), amount.alias("amount"), (pl.col("acts") & need["wished"]).bitwise_count_ones().cast(pl.Int64).alias("offered"))
        .select(
            "finess",
            (pl.col("amount") / pl.col("minutes")).alias("price"),
            (
                4 * (1000 * (WORST * pl.col("minutes") - pl.col("amount")) // ((WORST - BEST) * pl.col("minutes"))).clip(0, 1000)
                + 3 * (1000 * pl.col("minutes") // need["needed"]) + 3 * (1000 * pl.col("offered") // need["wishes"])
            ).alias("points"),
        )
        .sort("points", "price", "finess", descending=[True, False, False])
        .head(PAGE)
        .collect()["finess"].to_list()
    )


def with_databases(columns, need):
    values = {**{name: need[name] for name in ["wished", "required", "publics", "day", "needed", "wishes"]}, "best": BEST, "worst": WORST, "page": PAGE}
    duck = duckdb.connect(config={"threads": 1})
    duck.register("arrays", columns)
    duck.execute("create table providers as select " + ", ".join(f"{name}::bigint as {name}" for name in COLUMNS) + " from arrays")
    query = QUERY.format(count="bit_count", divided="//")
    for name in sorted(values, key=len, reverse=True):
        query = query.replace(f":{name}", f"${name}")
    yield "DuckDB", best(lambda: [row[0] for row in duck.execute(query, values).fetchall()])
    lite = sqlite3.connect(":memory:")
    lite.create_function("bit_count", 1, lambda number: number.bit_count(), deterministic=True)
    lite.execute(f"create table providers ({', '.join(f'{name} integer' for name in COLUMNS)})")
    lite.executemany(f"insert into providers values ({', '.join('?' * len(COLUMNS))})", zip(*(columns[name].tolist() for name in COLUMNS)))
    query = QUERY.format(count="bit_count", divided="/").replace("least(", "min(").replace("greatest(", "max(")
    yield "SQLite", best(lambda: [row[0] for row in lite.execute(query, values).fetchall()])


def main():
    counts = [int(count) for count in sys.argv[1:]] or COUNTS
    print(f"{'providers':>10} {'':>10} {'ms':>10} {'ranking is':>12}")
    for count in counts:
        with tempfile.TemporaryDirectory() as folder:
            bench = ["cargo", "bench", "--quiet", "-p", "domain", "--bench", "peers", "--", folder, str(count)]
            ours = json.loads(subprocess.run(bench, check=True, capture_output=True, text=True).stdout.splitlines()[-1])
            columns = {name: np.fromfile(os.path.join(folder, name), dtype="<u4").astype(np.int32) for name in COLUMNS}
            need = json.load(open(os.path.join(folder, "need.json"), encoding="utf-8"))
        need["wishes"] = need["wished"].bit_count()
        frame = pl.DataFrame(columns)
        peers = {"numpy": best(lambda: with_numpy(columns, need)), "Polars": best(lambda: with_polars(frame, need))}
        peers.update(with_databases(columns, need))
        answers = {name: answer for name, (_, answer) in peers.items()}
        # They are compared at the same job only while they agree.
        assert len({tuple(answer) for answer in answers.values()}) == 1, answers
        ranking = ours["ranking"]
        print(f"{count:>10} {'ranking':>10} {1000 * ranking:>10.3f} {ranking / ours['read']:>8.1f} × reading its columns once")
        for name, (seconds, _) in peers.items():
            print(f"{'':>10} {name:>10} {1000 * seconds:>10.3f} {ranking / seconds:>8.2f} × as long")


main()
