#!/usr/bin/env python3
"""DuckDB and polars summing the flow logs of `benchmarks flows`.

    flows.py duckdb|polars FILE THREADS     prints seconds without start-up, then what came out
"""

import os
import sys
import time

peer, path, threads = sys.argv[1], sys.argv[2], sys.argv[3]
os.environ["POLARS_MAX_THREADS"] = threads

if peer == "duckdb":
    import duckdb

    began = time.perf_counter()
    connection = duckdb.connect()
    connection.execute(f"set threads to {threads}")
    groups, rows, size = connection.execute(
        f"""select count(*), sum(n), sum(b) from (
            select source, destination, port, count(*) as n, sum(bytes) as b
            from read_csv('{path}', header=true, columns={{'source': 'varchar', 'destination': 'varchar', 'port': 'integer', 'bytes': 'bigint'}})
            group by source, destination, port)"""
    ).fetchone()
    version = duckdb.__version__
else:
    import polars

    began = time.perf_counter()
    groups, rows, size = (
        polars.scan_csv(path)
        .group_by("source", "destination", "port")
        .agg(polars.len().alias("n"), polars.col("bytes").sum())
        .select(polars.len(), polars.col("n").sum(), polars.col("bytes").sum())
        .collect(engine="streaming")
        .row(0)
    )
    version = polars.__version__
print(f"{time.perf_counter() - began} {groups} groups, {rows} rows, {size} bytes, {peer} {version}")
