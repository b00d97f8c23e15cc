"""A thief with the database and every setting of the web process, but not the key agent's root.

The loot is what a program of the thief's own opens, out of everything sealed in a whole world.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from encryption.budget import Budget
from encryption.nyckeltjanst import InternTjanst
from encryption.root import root_provider
from tests.encryption.tjanster import running
from tests.policy.varld import make_varld

pytestmark = pytest.mark.django_db(transaction=True)

ROOT = Path(__file__).resolve().parents[2]

PROGRAM = """
import json
import django
django.setup()
from django.apps import apps
from encryption.fields import SealedField

opened, closed = set(), set()
for model in apps.get_models():
    names = [field.name for field in model._meta.concrete_fields if isinstance(field, SealedField)]
    for row in model._base_manager.all() if names else ():
        for name in names:
            try:
                value = getattr(row, name)
            except Exception as error:
                closed.add(type(error).__name__)
            else:
                if value is not None:
                    opened.add(f"{model._meta.label}.{name}")
print(json.dumps({"opened": sorted(opened), "closed": sorted(closed)}))
"""


def loot(**settings: str) -> Any:
    """What the thief's program opens, started with the settings of the web process."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("ROTNYCKEL")}
    address = connection.get_connection_params()
    ran = subprocess.run(
        [sys.executable, "-c", PROGRAM],
        cwd=ROOT,
        env=kept
        | {
            "DATABASE_URL": "postgresql://{user}@/{dbname}?host={host}".format(**address),
            "DJANGO_SETTINGS_MODULE": "config.settings.test",
        }
        | settings,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    return json.loads(ran.stdout)


@contextmanager
def an_agent(folder: Path) -> Iterator[Path]:
    with running(folder / "agent", InternTjanst(root_provider(), Budget())):
        yield folder / "agent"


@pytest.fixture
def varld() -> None:
    make_varld("Järva")


@pytest.mark.usefixtures("varld")
def test_with_dump_and_settings_nothing_opens(tmp_path):
    taken = loot(NYCKELAGENT=str(tmp_path / "ingen"))
    assert taken["opened"] == []
    assert taken["closed"]


@pytest.mark.usefixtures("varld")
def test_the_same_program_opens_all_where_the_agent_answers_it(tmp_path):
    """The program is a fair one: beside the agent, as its own user, it opens what there is."""
    with an_agent(tmp_path) as path:
        assert len(loot(NYCKELAGENT=str(path))["opened"]) > 50


@pytest.mark.usefixtures("varld")
def test_a_guessed_root_opens_nothing(tmp_path):
    guessed = "Z2lzc2FkLWdpc3NhZC1naXNzYWQtZ2lzc2FkLWdpc3M="
    taken = loot(NYCKELAGENT="", ROTNYCKEL=guessed)
    assert taken["opened"] == []
