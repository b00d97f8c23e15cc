"""What a step costs: policy, sealing, log, history and flow, against viewflow's step alone.

    DATABASE_URL=postgresql://… python bench/steg.py

The same way is gone by both – a step that leads to a choice that leads back to the step – in
turns, on the same database. Viewflow's stores the answer in its own row, in clear, and asks nobody.
Makes a database of its own and removes it.
"""

import os
import sys
from collections.abc import Callable
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.test")
os.environ.setdefault("TESTDATABAS", "bench_steg")

ROUNDS = 200
BAR = 2.0
SVAR = {"text": "Vi talades vid hemma hos familjen, och kom överens om en tid i nästa vecka."}


def main() -> int:
    import django
    from django.core.management import call_command
    from django.test.utils import setup_databases, teardown_databases

    from config.databas import ensure_database

    ensure_database(ROOT / "var" / "databas")
    django.setup()
    databases = setup_databases(verbosity=0, interactive=False)
    call_command("radskydd", verbosity=0)
    try:
        reached = measure()
    finally:
        teardown_databases(databases, verbosity=0)
    return 0 if reached else 1


def measure() -> bool:
    """Print what each costs, and tell whether the ratio is within its bar."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    ours, plain = the_two_ways()
    for _ in range(5):
        ours()
        plain()
    with CaptureQueriesContext(connection) as our_queries:
        ours()
    with CaptureQueriesContext(connection) as plain_queries:
        plain()
    times: dict[str, list[float]] = {"ours": [], "plain": []}
    for _ in range(ROUNDS):
        for name, way in (("ours", ours), ("plain", plain)):
            started = perf_counter()
            way()
            times[name].append(perf_counter() - started)
    ratio = median(times["ours"]) / median(times["plain"])
    for name, queries in (("ours", our_queries), ("plain", plain_queries)):
        print(f"{name:<6} {median(times[name]) * 1000:6.1f} ms  {len(queries):3} statements")
    print(f"A step costs {ratio:.2f} × viewflow's alone (bar ≤ {BAR})")
    return ratio <= BAR


def the_two_ways() -> tuple[Callable[[], None], Callable[[], None]]:
    from django.db import transaction
    from floden import Enkel, VarvV1
    from viewflow.workflow.lock import select_for_update_lock
    from viewflow.workflow.models import Process, Task

    from arenden.models import Steg
    from insatser.actions.arbetsgang import complete_steg, start_arbetsgang
    from insatser.flows import register
    from tests.insatser import vagen

    register.GANGAR[VarvV1.kod] = register.VERSIONER[VarvV1.kod, 1] = VarvV1
    stad = vagen.make_stad()
    arende = vagen.arende_at(stad, Steg.UTREDNING)
    gang = start_arbetsgang(arende=arende, flode=VarvV1.kod, actor=stad.handlaggare)
    with transaction.atomic():
        Enkel.start.run()
    process = Process.objects.latest("pk")

    def ours() -> None:
        complete_steg(gang=gang, steg="steg", utfall="om", svar=SVAR, actor=stad.handlaggare)

    def plain() -> None:
        task: Any = Task.objects.get(process=process, finished=None)
        with select_for_update_lock(Enkel, process.pk):
            task.data = SVAR
            activation = task.flow_task.activation_class(task)
            activation.assign(stad.handlaggare)
            activation.start(None)
            activation.execute()

    return ours, plain


if __name__ == "__main__":
    sys.exit(main())
