"""Measures single calls: `overhead.py PROFILES CONFIGURATION` prints a line for each work, with the nanoseconds of its fastest round
and the bytes of heap that its result keeps."""

import json
import sys
import time
import tracemalloc

import tvpass

_ROUNDS = 500
_CALLS = 100
_MVPDS = 1000


def measure(what, work, rounds=_ROUNDS, calls=_CALLS):
    fastest = min(_round(work, calls) for _ in range(rounds))
    print(f"python\t{what}\t{fastest}\t{_kept(work)}")


def _round(work, calls):
    # Of this thread alone, whatever else the machine does.
    start = time.thread_time_ns()
    for _ in range(calls):
        work()
    return (time.thread_time_ns() - start) // calls


def _kept(work):
    tracemalloc.start()
    # Held until it is measured.
    result = work()
    kept = tracemalloc.get_traced_memory()[0]
    tracemalloc.stop()
    return kept if result is not None else 0


def measure_long(what, work):
    measure(what, work, rounds=50, calls=2)


def look(answer):
    """Makes all that is made when it is looked at."""
    for item in answer:
        assert item is not None
    return answer


profiles, configuration = [open(path, "rb").read() for path in sys.argv[1:]]
body, long_body = tvpass.Redacted(profiles), tvpass.Redacted(configuration)
assert len(tvpass.decode_profiles(200, body)) == len(json.loads(profiles)["profiles"]) == 2
assert len(tvpass.decode_configuration(200, long_body).mvpds) == len(json.loads(configuration)["requestor"]["mvpds"]) == _MVPDS

measure("a call with next to nothing", tvpass.Environment.RELEASE_STAGING.base_url)
measure("decode profiles, tvpass", lambda: tvpass.decode_profiles(200, body))
measure("decode profiles and look at all, tvpass", lambda: look(tvpass.decode_profiles(200, body)))
measure("decode profiles, json", lambda: json.loads(profiles))
measure_long("decode the configuration, tvpass", lambda: tvpass.decode_configuration(200, long_body))
measure_long("decode the configuration and look at all, tvpass", lambda: look(tvpass.decode_configuration(200, long_body).mvpds))
measure_long("decode the configuration, json", lambda: json.loads(configuration))
