"""«Vem kunde se akten» and «Vem såg akten»: compared with what was true at the time."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from access.middleware import row_level_security
from access.models import Anvandare, Jav, Niva, Omfattning, Roll, Skal, Tilltrade
from arenden.actions.skydd import name_person, set_skydd
from arenden.models import Personakt
from arenden.models.akt import Skyddsniva
from audit import log
from audit.verb import Verb
from granskning.aterblick import find_akt, kunde_se, may_look_back, sag
from tests.builders import give_akt, make_anvandare
from tests.conftest import logga_in
from tests.insatser import vagen

pytestmark = pytest.mark.django_db

START = timezone.now() - timedelta(days=40)


def visible_now(akt_id):
    return {
        user
        for user in Anvandare.objects.all()
        if Personakt.objects.visible_to(user).filter(pk=akt_id).exists()
    }


def could_see(akt_id, tid):
    return {rad.tilltrade.anvandare for rad in kunde_se(akt_id, tid) if not rad.is_javig}


@dataclass
class Events:
    """What may happen to an akt and to who reaches it, one thing at a time."""

    slump: random.Random
    stad: Any
    akt_id: Any
    kollegor: list[Any]

    def happen(self) -> None:
        choices = [
            self.give,
            self.give,
            self.end,
            self.declare,
            self.withdraw,
            self.move,
            self.mark,
        ]
        self.slump.choice(choices)()

    def give(self) -> None:
        give_akt(self.slump.choice(self.kollegor), Personakt.objects.get(pk=self.akt_id))

    def end(self) -> None:
        self._end(Tilltrade.objects.filter(anvandare__in=self.kollegor, till=None))

    def declare(self) -> None:
        vem = self.slump.choice(self.kollegor)
        if not Jav.objects.filter(anvandare=vem, till=None).exists():
            Jav.objects.create(
                anvandare=vem,
                akt_id=self.akt_id,
                slag=Jav.Slag.ANMALD,
                anmald_av=self.stad.gruppledare,
            )

    def withdraw(self) -> None:
        self._end(Jav.objects.filter(till=None))

    def move(self) -> None:
        self._save(enhet=self.slump.choice([self.stad.mottagning, self.stad.enhet]))

    def mark(self) -> None:
        self._save(skyddsniva=self.slump.choice(["ingen", "sekretessmarkering"]))

    def _end(self, rader: Any) -> None:
        for rad in rader[:1]:
            rad.till = timezone.now()
            rad.save()

    def _save(self, **falt: Any) -> None:
        akt = Personakt.objects.get(pk=self.akt_id)
        for namn, varde in falt.items():
            setattr(akt, namn, varde)
        log.save(akt, actor=self.stad.gruppledare, verb=Verb.AKT_CHANGE)


@pytest.mark.parametrize("fro", range(3))
def test_the_answer_is_what_visible_to_said_at_that_moment(fro, time_machine):
    """A case lives through forty days of random events; each day is remembered and asked about."""
    slump = random.Random(fro)
    time_machine.move_to(START)
    stad = vagen.make_stad()
    arende = vagen.receive(stad)
    akt_id = arende.akt_id
    kollegor = [make_anvandare(enhet=stad.enhet) for _ in range(3)]
    events = Events(slump, stad, akt_id, kollegor)
    remembered = {}
    for dag in range(1, 25):
        time_machine.move_to(START + timedelta(days=dag))
        with transaction.atomic():
            events.happen()
        time_machine.move_to(START + timedelta(days=dag, hours=1))
        remembered[timezone.now()] = visible_now(akt_id)
    assert len({frozenset(people) for people in remembered.values()}) > 3
    for tid, people in remembered.items():
        assert could_see(akt_id, tid) == people, tid
    assert could_see(akt_id, START - timedelta(days=1)) == set()


@pytest.fixture
def stad():
    return vagen.make_stad()


@pytest.fixture
def arende(stad):
    arende = vagen.receive(stad)
    vagen.protect(stad, arende)
    vagen.open_(stad, arende)
    vagen.assign(stad, arende)
    return vagen.fresh(arende)


@pytest.fixture
def granskare(stad):
    return make_anvandare(Roll.LOGGRANSKARE, enhet=stad.mottagning)


def ask(user, sida, **fraga):
    return logga_in(Client(), user).get(reverse(f"granskning:{sida}"), fraga)


def nu():
    return f"{timezone.localtime():%Y-%m-%dT%H:%M:%S.%f}"


def test_the_page_says_who_and_why_and_nothing_of_the_child(stad, arende, granskare):
    page = ask(granskare, "vem_kunde_se", akt=arende.arendenummer, tid=nu()).content.decode()
    assert str(stad.handlaggare) in page
    assert "Tilldelad handläggare" in page
    assert "Uppdrag i enheten, hela enheten" in page
    assert "Elias" not in page
    assert "Provsson</" not in page.replace("Prov Provsson", "")


def test_somebody_with_jav_is_told_apart(stad, arende, granskare):
    Jav.objects.create(
        anvandare=stad.handlaggare, akt_id=arende.akt_id, slag=Jav.Slag.ANMALD,
        anmald_av=stad.gruppledare,
    )  # fmt: skip
    page = ask(granskare, "vem_kunde_se", akt=arende.arendenummer, tid=nu()).content.decode()
    assert f"stoppades av jäv: {stad.handlaggare}" in page


def test_who_looks_back_at_an_akt(stad, arende, granskare):
    enhetschef = make_anvandare(Roll.ENHETSCHEF, enhet=stad.enhet)
    annan_chef = make_anvandare(Roll.ENHETSCHEF, enhet=stad.mottagning)
    egen_granskare = make_anvandare(Roll.LOGGRANSKARE, enhet=stad.enhet)
    annan_namnd = make_anvandare(Roll.LOGGRANSKARE)
    for user, may in (
        (granskare, True),
        (enhetschef, True),
        (annan_chef, False),
        (egen_granskare, False),
        (annan_namnd, False),
        (stad.handlaggare, False),
    ):
        assert may_look_back(user, arende.akt_id) is may


def test_an_akt_of_others_and_none_are_answered_alike(arende):
    annan = make_anvandare(Roll.LOGGRANSKARE)
    svar = [
        ask(annan, "vem_kunde_se", akt=akt, tid=nu()).content.decode()
        for akt in (arende.arendenummer, "XX-2026-99999")
    ]
    assert all("Det finns ingen sådan akt som du granskar." in page for page in svar)
    assert arende.akt_id.hex not in svar[0].replace("-", "")


def test_who_saw_is_gathered_by_person_with_what_explains_it(stad, arende, granskare):
    smygare = make_anvandare(enhet=stad.enhet, namn="Smyg Smygsson")
    for anvandare in (stad.handlaggare, stad.handlaggare, smygare):
        log.record(actor=anvandare, verb=Verb.ARENDE_READ, akt_id=arende.akt_id)
    log.record(actor=granskare, verb=Verb.ARENDE_READ, akt_id=arende.akt_id)
    idag = timezone.localdate()
    rader = {
        rad.namn: rad
        for rad in sag(
            arende.akt_id,
            fran=timezone.now() - timedelta(days=1),
            till=timezone.now() + timedelta(days=1),
            reader=granskare,
        )
    }
    assert str(granskare) not in rader
    assert (rader["Smyg Smygsson"].antal, rader["Smyg Smygsson"].oforklarade) == (1, 1)
    assert rader[str(stad.handlaggare)].oforklarade == 0
    page = ask(granskare, "vem_sag", akt=str(arende.akt_id), fran=idag, till=idag)
    assert "Utan förklaring" in page.content.decode()
    assert "Elias" not in page.content.decode()


def test_both_pages_open_without_a_question_and_sort(stad, arende, granskare):
    for sida in ("vem_kunde_se", "vem_sag"):
        assert ask(granskare, sida).status_code == 200
    fraga = {"akt": arende.arendenummer, "tid": nu(), "sort": "-fran"}
    assert 'aria-sort="descending"' in ask(granskare, "vem_kunde_se", **fraga).content.decode()


def test_a_protected_akt_names_the_named_only(stad, arende, granskare):
    set_skydd(arende=arende, skyddsniva=Skyddsniva.SEKRETESSMARKERING, actor=stad.gruppledare)
    kollega = make_anvandare(enhet=stad.enhet)
    name_person(
        arende=vagen.fresh(arende), anvandare=kollega, niva=Niva.LASA,
        till=timezone.now() + timedelta(days=2), motivering="X", actor=stad.gruppledare,
    )  # fmt: skip
    with row_level_security(granskare.pk):
        alla = kunde_se(find_akt(arende.arendenummer), timezone.now())
    assert {rad.tilltrade.omfattning for rad in alla} == {Omfattning.AKT}
    assert {rad.tilltrade.skal for rad in alla} == {Skal.TILLDELNING, Skal.SKYDD}
