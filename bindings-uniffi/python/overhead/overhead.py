"""What one call costs: `overhead.py ANSWER` prints a line for each work, and the nanoseconds of its fastest round."""

import json
import sys
import time

import tvpass

_ROUNDS = 15
_CALLS = 2000


def measure(what, work):
    fastest = min(_round(work) for _ in range(_ROUNDS))
    print(f"python\t{what}\t{fastest}")


def _round(work):
    start = time.perf_counter_ns()
    for _ in range(_CALLS):
        work()
    return (time.perf_counter_ns() - start) // _CALLS


with open(sys.argv[1], "rb") as file:
    answer = file.read()
body = tvpass.Redacted(answer)
assert len(tvpass.decode_profiles(200, body)) == len(json.loads(answer)["profiles"]) == 2

measure("a call with next to nothing", tvpass.Environment.RELEASE_STAGING.base_url)
measure("decode the answer, tvpass", lambda: tvpass.decode_profiles(200, body))
measure("decode the answer, json", lambda: json.loads(answer))
