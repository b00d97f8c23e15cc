"""What the log costs: a saved change, a logged read, sealing, verifying. Prints ratios and rates.

Runs in a test database of its own: python bench/logg.py
"""

import os
import sys
from collections.abc import Callable
from itertools import product
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any
from uuid import uuid4

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.test")
os.environ["TESTDATABAS"] = "bench_logg"

ROUNDS = 500
ENTRIES = 60_000
PER_CALL = 500
FALT = "arenden.Person.fornamn"

Times = dict[str, list[float]]

CHANGE_BAR, READ_BAR_MS, SEAL_BAR, VERIFY_BAR = 1.7, 0.5, 20_000, 150_000


def main() -> int:
    import django
    from django.test.utils import setup_databases, teardown_databases

    from config.databas import ensure_database

    ensure_database(ROOT / "var" / "databas")
    django.setup()
    databases = setup_databases(verbosity=0, interactive=False)
    try:
        reached = [measure_requests(), measure_worker()]
    finally:
        teardown_databases(databases, verbosity=0)
    return 0 if all(reached) else 1


def measure_requests() -> bool:
    """Tell whether a logged change and a logged read keep within their bars."""
    from django.db import transaction

    from arenden.models import Person
    from audit import log
    from audit.agare import AKT, Agare
    from audit.context import Begaran, begaran
    from audit.spar import write
    from audit.verb import Verb

    begaran.set(Begaran(uuid4(), "", ""))
    person, actor = make_people()
    akten = Agare(AKT, person.akt_id)
    entry, historik = make_traces(person, actor)

    def changed() -> Person:
        row = Person.objects.select_for_update().get(pk=person.pk)
        row.skola = f"Skola {perf_counter()}"
        return row

    def bare(row: Person) -> None:
        row.skip_history_when_saving = True  # type: ignore[attr-defined]
        row.save()

    def validated(row: Person) -> None:
        row.full_clean()
        bare(row)

    def floor(row: Person) -> None:
        bare(row)
        write([entry], historik)

    def logged(row: Person) -> None:
        log.save(row, actor=actor, verb=Verb.AKT_CHANGE)

    def save(how: Callable[[Person], None]) -> float:
        """Seconds of the save and its commit, the row being read and locked before."""
        with transaction.atomic():
            row = changed()
            started = perf_counter()
            how(row)
        return perf_counter() - started

    def change(how: Callable[[Person], None]) -> float:
        """Seconds of the whole transaction of an action: lock, change, save, commit."""
        started = perf_counter()
        with transaction.atomic():
            how(changed())
        return perf_counter() - started

    def record() -> float:
        with transaction.atomic():
            person.refresh_from_db()
            started = perf_counter()
            log.record_many(actor=actor, verb=Verb.AKT_READ, lasta={akten: [FALT]})
            return perf_counter() - started

    ways: dict[str, Callable[[Person], None]] = {
        "bare": bare,
        "history": Person.save,
        "validated": validated,
        "floor": floor,
        "logged": logged,
    }
    saves: Times = {name: [] for name in ways}
    changes: Times = {name: [] for name in ways}
    for _, (name, how) in product(range(ROUNDS), ways.items()):
        saves[name].append(save(how))
        changes[name].append(change(how))
    report_changes(saves, changes)
    read = median(record() for _ in range(ROUNDS)) * 1000
    print(f"A logged read (bar ≤ {READ_BAR_MS} ms): the entry adds {read:.2f} ms")
    return against_bare(changes, "logged") <= CHANGE_BAR and read <= READ_BAR_MS


def make_people() -> tuple[Any, Any]:
    """A person, and somebody who reaches the akt by a grant."""
    from django.utils import timezone

    from access.models import Anvandare, Enhet, Namnd, Niva, Omfattning, Skal, Tilltrade
    from arenden.models import Person, Personakt

    namnd = Namnd.objects.create(
        kod="B", namn="Nämnd", slag=Namnd.Slag.STADSDEL, giltig_fran=timezone.localdate()
    )
    enhet = Enhet.objects.create(namnd=namnd, namn="Enhet", slag=Enhet.Slag.UTREDNING)
    akt = Personakt.objects.create(namnd=namnd, enhet=enhet)
    person = Person.objects.create(akt=akt, namnd=namnd, fornamn="Kim", skola="Skolan")
    actor = Anvandare.objects.create(anvandarnamn="kim", namn="Kim")
    Tilltrade.objects.create(
        anvandare=actor,
        omfattning=Omfattning.AKT,
        omfattning_id=akt.pk,
        niva=Niva.ARBETA,
        skal=Skal.TILLDELNING,
        kalla=uuid4(),
        given_av=actor,
    )
    return person, actor


def make_traces(person: Any, actor: Any) -> tuple[Any, Any]:
    """A log entry and a history row like those that a change of the person leaves."""
    from django.db import transaction

    from audit import log
    from audit.spar import history_row
    from audit.verb import Verb

    with transaction.atomic():
        entry = log.record(
            actor=actor, verb=Verb.AKT_CHANGE, akt_id=person.akt_id, objekt=person, falt=["skola"]
        )
    return entry, history_row(person, "~", actor.pk)


def report_changes(saves: Times, changes: Times) -> None:
    """Print what each way costs beside the bare save.

    "history" is django-simple-history's own save. "floor" is the bare save and one statement with
    the two rows made beforehand: the least that leaves both traces.
    """
    print(f"A change in its transaction, to the commit (bar: logged ≤ {CHANGE_BAR} × bare)")
    for name, times in changes.items():
        print(
            f"  {name:<10}{median(times) * 1000:6.2f} ms {against_bare(changes, name):5.2f} ×"
            f"   save and commit alone {median(saves[name]) * 1000:6.2f} ms"
            f" {against_bare(saves, name):5.2f} ×"
        )


def against_bare(times: Times, name: str) -> float:
    """The median of the ratios within the rounds, which a shared machine disturbs least."""
    return median(one / bare for one, bare in zip(times[name], times["bare"], strict=True))


def measure_worker() -> bool:
    """Tell whether sealing and verifying are fast enough."""
    from django.db import transaction

    from audit import log
    from audit.agare import AKT, Agare
    from audit.sealing import seal_log
    from audit.verb import Verb
    from audit.verify import verify_log

    for _ in range(ENTRIES // PER_CALL):
        with transaction.atomic():
            log.record_many(
                actor=None,
                verb=Verb.AKT_READ,
                lasta={Agare(AKT, uuid4()): [FALT] for _ in range(PER_CALL)},
            )
    started = perf_counter()
    sealed = seal_log()
    sealing = sealed / (perf_counter() - started)
    started = perf_counter()
    found = verify_log()
    verifying = found.handelser / (perf_counter() - started)
    if found.brott:
        sys.exit("\n".join(found.brott))
    report_proofs(sealed)
    print(f"Sealing (bar ≥ {SEAL_BAR:,}/s): {sealing:,.0f} entries/s")
    print(f"Verifying (bar ≥ {VERIFY_BAR:,}/s): {verifying:,.0f} entries/s")
    return sealing >= SEAL_BAR and verifying >= VERIFY_BAR


def report_proofs(sealed: int) -> None:
    """Print what a proof costs: one by one, three hundred together, and that the log has grown."""
    from audit.bevis import consistency, prove, prove_many
    from audit.models import Logghandelse

    entries = list(Logghandelse.objects.order_by("id")[: sealed : max(1, sealed // 300)][:300])
    each = median(timed(prove, entry) for entry in entries[:50]) * 1000
    together = timed(prove_many, [entry.pk for entry in entries]) / len(entries) * 1000
    grown = median(timed(consistency, size, sealed) for size in range(1, sealed, sealed // 20))
    print(
        f"Proofs among {sealed:,}: one {each:.1f} ms, of {len(entries)} together {together:.1f} ms"
        f" each, growth {grown * 1000:.1f} ms"
    )


def timed(how: Callable[..., Any], *given: Any) -> float:
    """Seconds that a call takes."""
    started = perf_counter()
    how(*given)
    return perf_counter() - started


if __name__ == "__main__":
    sys.exit(main())
