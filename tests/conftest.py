"""The database roles of the tests, clean-up, log-in and the browser.

The test database is migrated by the login role. From then on tests run as the worker's role, and
requests take on the web's role by themselves, just as in operation.
"""

from __future__ import annotations

import os
import re
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.core.management import load_command_class
from django.db import connection, transaction
from django.test import Client, TransactionTestCase

from config.databas import ARBETARE, take_role

os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")  # Playwright runs a loop in this thread

CHROMIUM = shutil.which("chromium")
CHROMIUM_FLAGS = ["--no-sandbox", "--disable-dev-shm-usage", "--disable-background-networking"]
KEPT_TABLES = {"django_migrations", "django_content_type", "auth_permission"}


@pytest.fixture(scope="session", autouse=True)
def _files_of_this_run(tmp_path_factory: Any) -> None:
    """Attached files never end up among real ones."""
    from django.conf import settings

    settings.HANDLINGAR_DIR = tmp_path_factory.mktemp("handlingar")


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Whoever uses the browser is left out by `./test fort`, without having to say so."""
    for item in items:
        if "webblasare" in getattr(item, "fixturenames", ()):
            item.add_marker("webblasare")


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    with django_db_blocker.unblock():
        carry_out("access", "radskydd")
        take_role(ARBETARE)
        carry_out("config", "ladda_referensdata")
    yield
    with django_db_blocker.unblock():
        take_role(None)
        end_other_sessions()


def carry_out(package: str, command: str) -> None:
    """Do what a command does without the trace it leaves: each test begins with an empty log."""
    load_command_class(package, command).handle(verbosity=0)


def end_other_sessions() -> None:
    """Close what a server's thread may have left open, so that the database can be dropped."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND usename = session_user"
            " AND pid <> pg_backend_pid()"
        )


@pytest.fixture(scope="session", autouse=True)
def _clean_up_past_the_triggers() -> None:
    """Empty the database after a committing test; Django's own flush is refused by the log."""
    setattr(TransactionTestCase, "_fixture_teardown", lambda _: empty_database())  # noqa: B010


def empty_database() -> None:
    """Remove every row as the owner of the tables, then load the reference data anew.

    Rows are deleted where there are any: to truncate two hundred tables takes seconds.
    """
    take_role(None)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL lock_timeout = '10s'")
        tables = sorted(_tables_with_rows(cursor))
        with deleting_allowed(cursor, tables):
            for table in tables:
                cursor.execute(f"DELETE FROM {connection.ops.quote_name(table)}")
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(
            "SELECT setval(seqrelid, seqstart, false)"
            " FROM pg_sequence JOIN pg_class ON pg_class.oid = seqrelid"
            " WHERE relnamespace = 'public'::regnamespace"
        )
        cursor.execute("TRUNCATE nycklar.datanyckel, nycklar.rotbindning, nycklar.rotation")
        cursor.execute("DELETE FROM nycklar.epok WHERE nummer > 1")
    take_role(ARBETARE)
    carry_out("config", "ladda_referensdata")


def _tables_with_rows(cursor: Any) -> set[str]:
    tables = set(connection.introspection.table_names(cursor)) - KEPT_TABLES
    questions = (
        f"SELECT '{table}' WHERE EXISTS (SELECT FROM {connection.ops.quote_name(table)})"
        for table in tables
    )
    cursor.execute(" UNION ALL ".join(questions))
    return {table for (table,) in cursor.fetchall()}


@contextmanager
def deleting_allowed(cursor: Any, tables: list[str]) -> Iterator[None]:
    """Switch off the triggers that refuse it or note it, and put each back just as it was."""
    cursor.execute(
        "SELECT tgrelid::regclass::text, quote_ident(tgname),"
        " CASE tgenabled WHEN 'A' THEN 'ENABLE ALWAYS' ELSE 'ENABLE' END"
        " FROM pg_trigger WHERE NOT tgisinternal AND tgtype & 8 = 8 AND tgenabled <> 'D'"
        " AND tgrelid = ANY(%s::regclass[])",
        [tables],
    )
    triggers = cursor.fetchall()
    for table, trigger, _ in triggers:
        cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER {trigger}")
    yield
    for table, trigger, enable in triggers:
        cursor.execute(f"ALTER TABLE {table} {enable} TRIGGER {trigger}")


def logga_in(client: Client, user: Any) -> Client:
    """Give the test client a session with both factors given, the second one just now."""
    from django_otp import DEVICE_ID_SESSION_KEY

    from access.inloggning.sessioner import FAKTOR_TID
    from access.models import Kodapp, Session
    from access.models.session import digest

    app = Kodapp.objects.filter(user=user).first() or Kodapp.objects.create(user=user, name="test")
    client.force_login(user, backend="access.inloggning.igenkanning.Igenkanning")
    session = client.session
    session[DEVICE_ID_SESSION_KEY] = app.persistent_id
    session[FAKTOR_TID] = time.time()
    session.save()
    Session.objects.filter(nyckel=digest(session.session_key)).update(faktor="kodapp")
    return client


@pytest.fixture(scope="session")
def webblasare() -> Iterator[Any]:
    """One headless Chromium for the whole run."""
    if CHROMIUM is None:
        message = "Chromium saknas: apt-get install chromium fonts-dejavu-core"
        pytest.fail(message) if os.environ.get("CI") else pytest.skip(message)
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=CHROMIUM_FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def webbkontext(webblasare: Any, live_server: Any) -> Iterator[Any]:
    """A browser of its own for the test: no cookies, Swedish, the live server as base address."""
    context = webblasare.new_context(
        base_url=live_server.url, locale="sv-SE", timezone_id="Europe/Stockholm"
    )
    context.set_default_timeout(10_000)
    yield context
    context.close()


@pytest.fixture
def sida_for(webbkontext: Any, live_server: Any) -> Callable[[Any], Any]:
    """`sida_for(user)` gives a page where that user is logged in; None gives a stranger's page."""
    from django.conf import settings

    def open_page(user: Any) -> Any:
        webbkontext.clear_cookies()
        if user is not None:
            cookie = logga_in(Client(), user).cookies[settings.SESSION_COOKIE_NAME]
            webbkontext.add_cookies(
                [{"name": cookie.key, "value": cookie.value, "url": live_server.url}]
            )
        return webbkontext.new_page()

    return open_page


OF_ITS_OWN = re.compile(
    r"Utskrivet [\d: -]+|Du loggas ut [\d:]+|data-kvar=.\d+."
    r"|(?<=csrfmiddlewaretoken\" value=\")[^\"]+"
)
"""What differs by itself between two answers: the token, and the time that passes."""


def page_itself(response: Any) -> str:
    """The page without what differs from one answer to the next whatever it shows."""
    return OF_ITS_OWN.sub("", response.content.decode())
