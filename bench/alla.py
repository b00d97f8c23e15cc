"""Every benchmark, one after the other, and at the end which of them reached their bars.

DATABASE_URL=postgresql://… python bench/alla.py
"""

import subprocess
import sys
from pathlib import Path
from time import perf_counter

BENCHES = {
    "sidor": "queries per page ≤ 12, constant in the rows shown",
    "arendelista": "first page at 10⁶ akter ≤ 1.5 × at 10⁴; with the wall ≤ 2 × without",
    "sok": "names of 50 000 persons opened in ≤ 10 s, every search ≤ 50 ms",
    "frister": "sweep of 1 000 due clocks among 10⁵ ≤ 0.2 × a naive one, ≤ 1.5 × among 2·10⁵",
    "falt": "sealed fields × djfernet: untouched ≥ 5, read ≥ 1.2, write ≥ 0.9",
    "filer": "200 MB in and out in at most 32 MB of memory",
    "nycklar": "rewrap ≥ 2 000 keys/s, reseal ≥ 500 rows/s; no request fails while keys change",
    "logglista": "two pages of the log at 10⁷ entries ≤ 300 ms, whatever the filter",
    "kedja": "changes at 16 clients ≥ 8 × those of a hash chain in the request path",
    "steg": "a step ≤ 2 × viewflow's alone, with policy, sealing, log and history",
    "flytt": "1 000 running cases to another version and back, ≤ 120 s each way",
    "logg": "logged change ≤ 1.7 × bare; logged read ≤ 0.5 ms; sealing and verifying",
}


def main() -> int:
    outcome = []
    for namn, bar in BENCHES.items():
        print(f"\n── {namn}: {bar}", flush=True)
        started = perf_counter()
        ended = subprocess.run(  # noqa: S603
            [sys.executable, Path(__file__).with_name(f"{namn}.py")], check=False
        )
        outcome.append((namn, bar, ended.returncode == 0, perf_counter() - started))
    print()
    for namn, bar, reached, seconds in outcome:
        print(f"{namn:<13}{'ja ' if reached else 'NEJ'} {seconds:>5.0f} s  {bar}")
    return 0 if all(reached for _, _, reached, _ in outcome) else 1


if __name__ == "__main__":
    sys.exit(main())
