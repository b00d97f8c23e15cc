"""What tests of pages share: a browser for each person, and what to look for in an answer."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from html import unescape
from typing import Any

from django.db import connection
from django.test import Client

from tests.conftest import logga_in

TESTS_OWN = ("SAVEPOINT", "set_config('role', 'insatser_arbetare'")
HOSTILE = (
    '<script>alert("å")</script> {{ 7|add:7 }} {% now "Y" %} </textarea>'
    " \u202ebakvänt\u202c 👩‍👧‍👦 \x07\x1b[31m & slut\n\n" + "Lång text utan slut. " * 500
)
"""Markup, template code, a turned writing direction, emoji, control characters, 10 000 signs."""


def som(anvandare: Any, **val: Any) -> Client:
    """A browser where this person is logged in."""
    return logga_in(Client(**val), anvandare)


def text_of(response: Any) -> str:
    """The page as one reads it: without markup, entities resolved, spaces folded."""
    page = re.sub(r"<(script|style)\b.*?</\1>", "", response.content.decode(), flags=re.DOTALL)
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", page)).split())


def errors_at(response: Any, falt: str) -> list[str]:
    """What the form says at one field (`__all__` for the top); the answer must be a refusal."""
    assert response.status_code == 422, response.status_code
    assert "<title>Fel: " in response.content.decode()
    return list(response.context["form"].errors.get(falt, []))


@contextmanager
def refused_inserts(table: str) -> Iterator[None]:
    """The database takes no new row of this table while the block runs."""
    _as_owner(
        "CREATE FUNCTION pg_temp.vagra() RETURNS trigger LANGUAGE plpgsql"
        " AS $$ BEGIN RAISE EXCEPTION 'this table is broken'; END $$;"
        f"CREATE TRIGGER vagra BEFORE INSERT ON {table}"
        " FOR EACH ROW EXECUTE FUNCTION pg_temp.vagra()"
    )
    try:
        yield
    finally:
        _as_owner(f"DROP TRIGGER vagra ON {table}; DROP FUNCTION pg_temp.vagra()")


def _as_owner(sql: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('role')")
        role = cursor.fetchone()[0]
        cursor.execute(f"RESET ROLE; {sql}; SELECT set_config('role', '{role}', false)")


def own(queries: Any) -> list[str]:
    """The statements of a request in operation; here they run inside the test's own transaction."""
    return [q["sql"] for q in queries if not any(word in q["sql"] for word in TESTS_OWN)]
