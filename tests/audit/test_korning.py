"""Every run of a job or a command is in the log, with its outcome and what it opened."""

from __future__ import annotations

import json
from collections.abc import Callable
from importlib import import_module

import pytest
from django.core.management import CommandError, call_command, get_commands
from django.db import transaction
from procrastinate.contrib.django import app

from audit import log
from audit.action import action
from audit.korning import LoggatKommando, logged_job, logged_run
from audit.models import Logghandelse
from audit.verb import Verb
from encryption.errors import UnloggedOpening
from encryption.opened import collect_openings
from tests.attacks.test_kallkoden import ROOMS
from tests.encryption.app.models import Akt, Anteckning

COMMANDS_OUTSIDE = {
    "aterstall": "puts back the database that the log lies in",
    "arbetare": "runs until it is stopped; each of its jobs leaves an entry",
    "behorigheter": "writes a document out of the program, without a database",
    "floden": "writes a document out of the program, without a database",
    "nyckelagent": "the process that holds the root key has no database",
    "rotnyckel": "belongs to the room below the log, on the host of the root key",
}
"""Our commands that leave no entry of their own, and why."""

QUIET = {
    "access.finish_rotation": "every ten minutes",
    "access.mejla_aviseringar": "every five minutes",
    "arenden.claim_varningar": "every five minutes",
    "granskning.remind_of_overdue": "every hour",
    "granskning.watch_log": "every other minute",
}
"""Jobs that say nothing of a run in which nothing was opened or done, and how often they run."""


def our_commands() -> dict[str, type]:
    return {
        namn: import_module(f"{package}.management.commands.{namn}").Command
        for namn, package in get_commands().items()
        if package in ROOMS
    }


def our_jobs() -> dict[str, Callable[..., object]]:
    return {
        namn: task.func
        for namn, task in app.tasks.items()
        if task.func.__module__.partition(".")[0] in ROOMS
    }


def entries() -> list[tuple[str, str, str, str]]:
    return [
        (entry.verb, entry.objekt_slag, entry.objekt_id, entry.utfall)
        for entry in Logghandelse.objects.order_by("pk")
    ]


def test_every_command_of_ours_is_logged_or_says_why_not():
    bare = {namn for namn, kind in our_commands().items() if not issubclass(kind, LoggatKommando)}
    assert bare == set(COMMANDS_OUTSIDE)


def test_every_job_is_logged_by_its_own_name():
    jobs = our_jobs()
    assert jobs
    assert {namn: getattr(job, "jobb", None) for namn, job in jobs.items()} == {
        namn: namn for namn in jobs
    }


def test_the_quiet_jobs_are_those_listed():
    quiet = {namn for namn, job in our_jobs().items() if getattr(job, "tyst", False)}
    assert quiet == set(QUIET)


@pytest.mark.django_db
@pytest.mark.parametrize("namn", ["arenden.stada_handlingar", "arenden.foresla_gallring"])
def test_a_run_with_nothing_to_do_leaves_one_entry(namn):
    app.tasks[namn].func(0)
    assert entries() == [("jobb.run", "jobb", namn, "ok")]


@pytest.mark.django_db
@pytest.mark.parametrize(
    "namn",
    ["access.finish_rotation", "arenden.claim_varningar", "granskning.remind_of_overdue"],
)
def test_a_quiet_run_with_nothing_to_do_leaves_none(namn):
    app.tasks[namn].func(0)
    assert entries() == []


@pytest.mark.django_db
def test_a_quiet_run_that_did_something_is_told():
    @logged_job("prov.tyst", tyst=True)
    def work():
        with transaction.atomic():
            log.record(actor=None, verb=Verb.AKT_OPEN)

    work()
    assert entries() == [("akt.open", "", "", "ok"), ("jobb.run", "jobb", "prov.tyst", "ok")]


@pytest.mark.django_db
def test_a_command_leaves_an_entry_with_its_outcome():
    call_command("rensa_sessioner")
    with pytest.raises((CommandError, OSError)):
        call_command("gallringsintyg", "/finns/inte")
    assert entries() == [
        ("kommando.run", "kommando", "rensa_sessioner", "ok"),
        ("kommando.run", "kommando", "gallringsintyg", "fel"),
    ]


@pytest.mark.django_db(transaction=True)
def test_a_job_that_fails_tells_what_it_opened_and_not_what_went_wrong():
    akt = Akt.objects.create(namn="Kim")
    pk = Anteckning.objects.create(akt=akt, text="Hemlig text").pk

    @action
    def open_and_fail():
        log.record(actor=None, verb=Verb.AKT_CHANGE, akt_id=akt.pk)
        raise ValueError(Anteckning.objects.get(pk=pk).text)

    with pytest.raises(ValueError, match="Hemlig"), logged_run(Verb.JOBB_RUN, "prov.fel"):
        open_and_fail()
    read, run = Logghandelse.objects.order_by("pk")
    assert (read.verb, read.akt_id, run.utfall, run.objekt_id) == (
        "jobb.run",
        akt.pk,
        "fel",
        "prov.fel",
    )
    told = json.loads(bytes(read.kropp))["ovrigt"]
    assert (told["falt"], told["regel"]) == (["provapp.Anteckning.text"], ["jobb:prov.fel"])
    assert not any(b"Hemlig" in bytes(entry.kropp) for entry in (read, run))


@pytest.mark.django_db(transaction=True)
def test_what_a_use_case_of_a_job_opened_is_told_in_its_own_transaction():
    akt = Akt.objects.create(namn="Kim")
    pk = Anteckning.objects.create(akt=akt, text="Hemlig text").pk

    @action
    def open_one():
        assert Anteckning.objects.get(pk=pk).text
        log.record(actor=None, verb=Verb.AKT_CHANGE, akt_id=akt.pk)

    with logged_run(Verb.JOBB_RUN, "prov.ok"):
        open_one()
        change, read = Logghandelse.objects.order_by("pk")
        assert (read.verb, read.akt_id, read.txid) == ("jobb.run", akt.pk, change.txid)
    assert entries()[2:] == [("jobb.run", "jobb", "prov.ok", "ok")]


@pytest.mark.django_db
def test_nothing_is_opened_where_nobody_tells_the_log(settings):
    akt = Akt.objects.create(namn="Hemligt Namn")
    settings.OPPNING_UTAN_LOGG = False
    found = Akt.objects.get(pk=akt.pk)
    for _ in range(2):
        with pytest.raises(UnloggedOpening):
            found.namn  # noqa: B018
    with collect_openings():
        assert found.namn == "Hemligt Namn"
