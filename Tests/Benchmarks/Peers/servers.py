#!/usr/bin/env python3
"""polars reading the list of servers of `benchmarks servers`, all columns.

    servers.py FILE THREADS     prints seconds without start-up, then what came out
"""

import os
import sys
import time

path, threads = sys.argv[1], sys.argv[2]
os.environ["POLARS_MAX_THREADS"] = threads

import polars

began = time.perf_counter()
table = polars.read_csv(path)
print(f"{time.perf_counter() - began} {table.height} rows of {table.width}, polars {polars.__version__}")
