"""Sealed fields against djfernet and raw text: 1 000 rows of five fields of 200 bytes.

    DATABASE_URL=postgresql://… python bench/falt.py

Makes a database of its own on that server and removes it. The kinds take turns within each round;
"suite 2" is sealed with the second suite. Printed are the median rows per second, and the median of
the ratios within the rounds, which a machine shared with others disturbs least.
"""

import gc
import os
import secrets
import statistics
import sys
import time
import uuid
from collections.abc import Callable
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import django
import environ
from django.conf import settings

ROWS = 1_000
ROUNDS = 21
NAMES = ("a", "b", "c", "d", "e")
TEXT = "Barnet och familjen möter samordnaren varannan vecka. ".ljust(199, "x")
BARS = {"untouched": 5.0, "read one": None, "read all": 1.2, "write": 0.9}

os.environ.setdefault("ROTNYCKEL", "YmVuY2gtYmVuY2gtYmVuY2gtYmVuY2gtYmVuY2ghISE=")
settings.configure(
    DATABASES={
        "default": environ.Env().db_url("DATABASE_URL") | {"TEST": {"NAME": f"bench_{os.getpid()}"}}
    },
    FORSEGLINGSSVIT=1,
    NYCKELAGENT="",
    NYCKELBUDGET=0,
    INSTALLED_APPS=["encryption"],
    SECRET_KEY=secrets.token_hex(),
    USE_TZ=True,
)
django.setup()

from django.db import connection, models, transaction  # noqa: E402
from fernet_fields import EncryptedTextField  # noqa: E402

from encryption.fields import SealedTextField  # noqa: E402


def make_model(name: str, make_field: Callable[[], models.Field]) -> type[models.Model]:
    columns: dict[str, Any] = {
        "__module__": "bench",
        "Meta": type("Meta", (), {"app_label": "bench", "db_table": f"bench_{name.lower()}"}),
        "id": models.UUIDField(primary_key=True, default=uuid.uuid4),
        "akt_id": models.UUIDField(),
        **{field: make_field() for field in NAMES},
    }
    return type(name, (models.Model,), columns)


KINDS: dict[str, type[models.Model]] = {
    "raw": make_model("Raw", models.TextField),
    "djfernet": make_model("Fernet", EncryptedTextField),
    "sealed": make_model("Sealed", SealedTextField),
    "suite 2": make_model("Second", SealedTextField),
}


def empty(model: type[models.Model]) -> None:
    """Leave no dead rows behind, which later rounds would have to step over."""
    with connection.cursor() as cursor:
        cursor.execute(f"TRUNCATE {model._meta.db_table}")


def write(model: type[models.Model], akt: uuid.UUID) -> None:
    model._default_manager.bulk_create(
        [model(akt_id=akt, **dict.fromkeys(NAMES, TEXT)) for _ in range(ROWS)]
    )


def list_untouched(model: type[models.Model]) -> None:
    assert len([row.pk for row in model._default_manager.all()]) == ROWS


def read_one(model: type[models.Model]) -> None:
    for row in model._default_manager.all():
        assert getattr(row, NAMES[0]) == TEXT


def read_all(model: type[models.Model]) -> None:
    for row in model._default_manager.all():
        assert [getattr(row, name) for name in NAMES] == [TEXT] * len(NAMES)


READS = {"untouched": list_untouched, "read one": read_one, "read all": read_all}


def seconds(work: Callable[..., None], *args: Any) -> float:
    """Time one piece of work, the garbage of the one before swept away."""
    gc.collect()
    started = time.perf_counter()
    work(*args)
    return time.perf_counter() - started


def measure() -> dict[str, dict[str, list[float]]]:
    """Return seconds per round by action and kind."""
    times: dict[str, dict[str, list[float]]] = {
        action: {kind: [] for kind in KINDS} for action in BARS
    }
    akt = uuid.uuid4()
    for _ in range(ROUNDS):
        for kind, model in KINDS.items():
            empty(model)
            settings.FORSEGLINGSSVIT = 2 if kind == "suite 2" else 1
            times["write"][kind].append(seconds(write, model, akt))
        for action, work in READS.items():
            for kind, model in KINDS.items():
                times[action][kind].append(seconds(work, model))
    return times


def report(times: dict[str, dict[str, list[float]]]) -> bool:
    """Print rows per second and ratios; tell whether every bar is reached."""
    heads = "".join(f"{kind:>12}" for kind in KINDS)
    print(f"{'rows/s':<10}{heads}{'× djfernet':>14}{'× raw':>8}{'bar':>8}")
    reached = True
    for action, bar in BARS.items():
        kinds = times[action]
        to_djfernet, to_raw = (ratio(kinds[kind], kinds["sealed"]) for kind in ("djfernet", "raw"))
        reached = reached and (bar is None or to_djfernet >= bar)
        rates = "".join(f"{ROWS / statistics.median(kinds[kind]):>12,.0f}" for kind in KINDS)
        print(f"{action:<10}{rates}{to_djfernet:>14.2f}{to_raw:>8.2f}{bar or '':>8}")
    return reached


def ratio(others: list[float], sealed: list[float]) -> float:
    """How many times as fast as another kind: the median of the rounds."""
    return statistics.median(other / own for other, own in zip(others, sealed, strict=True))


def main() -> int:
    given = connection.settings_dict["NAME"]
    connection.creation.create_test_db(verbosity=0, autoclobber=True)
    try:
        with transaction.atomic():
            with connection.schema_editor() as editor:
                for model in KINDS.values():
                    editor.create_model(model)
            reached = report(measure())
    finally:
        connection.creation.destroy_test_db(given, verbosity=0)
    return 0 if reached else 1


if __name__ == "__main__":
    sys.exit(main())
