"""The synthetic access: a real reading, looked for everywhere, and an alarm where it is not."""

from __future__ import annotations

import re
from pathlib import Path
from time import monotonic, sleep

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from access.forms.anvandare import UppdragForm
from access.models import Anvandare, Namnd, Roll
from access.models.organisation import PROVNAMND
from arenden.actions.gallring.fakta import candidates
from arenden.models import Personakt
from audit.avlopp import tomning
from audit.avlopp.tomning import drain
from audit.models import Logghandelse
from audit.sealing import seal_log
from audit.verb import Verb
from granskning import tasks
from granskning.actions import provatkomst
from granskning.actions.overvakning import watch_log
from granskning.actions.provatkomst import find_last_access, make_access
from granskning.models import Larm, LoggradQuerySet, Provatkomst
from granskning.rules.larm import Larmslag
from tests.arenden.webb import som
from tests.audit.conftest import triggers_off
from tests.builders import make_anvandare

pytestmark = pytest.mark.django_db(transaction=True)

SIFFROR = re.compile(rb"(?<![0-9a-f-])(19|20)\d{6}-?\d{4}(?![0-9a-f])")
"""An identity number, and not a piece of a hash or an id."""


@pytest.fixture(autouse=True)
def folder(settings, tmp_path) -> Path:
    settings.LOGG_AVLOPP = f"file:{tmp_path}"
    return tmp_path


def seal_and_drain() -> None:
    """Everything written so far; a transaction open in any database of the server holds it back."""
    deadline = monotonic() + 30
    while (
        tomning.current_lage().vantar_sedan or Logghandelse.objects.filter(loggblad=None).exists()
    ):
        assert monotonic() < deadline
        drain()
        seal_log()
        sleep(0.05)


def missing() -> list[str]:
    prov = find_last_access()
    assert prov
    return prov.saknas


def test_the_access_is_made_and_found_again_everywhere():
    prov = make_access()
    seal_and_drain()
    assert missing() == []
    prov.refresh_from_db()
    assert prov.sokt is not None
    entry = Logghandelse.objects.get(verb=Verb.PROV_READ)
    konto = Anvandare.objects.get(anvandarnamn="provatkomst")
    assert (entry.aktor_id, entry.akt_id) == (konto.pk, Personakt.objects.get().pk)
    assert entry.begaran_id is not None


def test_the_second_access_makes_nothing_anew():
    for _ in range(2):
        make_access()
    assert Personakt.objects.count() == 1
    assert Namnd.objects.filter(kod=PROVNAMND).count() == 1
    assert Logghandelse.objects.filter(verb=Verb.PROV_READ).count() == 2


def test_an_access_that_left_no_entry_is_missed(monkeypatch):
    make_access()
    monkeypatch.setattr(provatkomst, "_visit", lambda *_: None)
    make_access()
    seal_and_drain()
    assert missing() == ["loggen"]


def test_an_entry_removed_before_it_was_sealed_is_missed():
    make_access()
    drain()
    with triggers_off() as cursor:
        cursor.execute("DELETE FROM audit_logghandelse WHERE verb = 'prov.read'")
    seal_log()
    assert missing() == ["loggen"]


def test_an_entry_with_other_fields_is_missed(monkeypatch):
    monkeypatch.setattr(provatkomst, "FALT", ["arenden.Person.adress"])
    make_access()
    seal_and_drain()
    assert missing() == ["falten"]


def test_an_entry_that_is_not_sealed_is_missed():
    make_access()
    drain_alone()
    assert missing() == ["tradet"]


def drain_alone() -> None:
    deadline = monotonic() + 30
    while tomning.current_lage().vantar_sedan:
        assert monotonic() < deadline
        drain()
        sleep(0.05)


def test_an_entry_sealed_as_something_else_is_missed():
    make_access()
    seal_and_drain()
    with triggers_off() as cursor:
        cursor.execute(
            "UPDATE audit_logghandelse SET kropp = kropp || '\\x20' WHERE verb = 'prov.read'"
        )
    assert missing() == ["tradet"]


def test_an_entry_that_has_not_left_is_missed(folder):
    make_access()
    seal_and_drain()
    for file in folder.iterdir():
        kept = [line for line in file.read_bytes().splitlines() if b"prov.read" not in line]
        file.write_bytes(b"\n".join(kept) + b"\n")
    assert missing() == ["avloppet"]


def test_an_entry_that_reviewers_do_not_see_is_missed(monkeypatch):
    make_access()
    seal_and_drain()
    monkeypatch.setattr(
        LoggradQuerySet, "visible_to", lambda self, *_: self.exclude(verb=Verb.PROV_READ)
    )
    assert missing() == ["granskningen"]


def test_an_entry_that_the_person_would_not_get_is_missed(monkeypatch):
    make_access()
    seal_and_drain()
    monkeypatch.setattr(LoggradQuerySet, "for_akt", lambda self, *_: self.none())
    assert missing() == ["utdraget"]


def test_what_is_missed_raises_an_alarm_that_ends_when_the_next_is_found(monkeypatch):
    with monkeypatch.context() as silent:
        make_access()
        silent.setattr(provatkomst, "_visit", lambda *_: None)
        tasks.prova_loggen(timestamp=0)
    seal_and_drain()
    find_last_access()
    tasks.bevaka_loggen(timestamp=0)
    larm = Larm.objects.ongoing().get()
    assert (larm.slag, larm.uppgift) == (
        Larmslag.PROV,
        "Den syntetiska åtkomsten saknas i loggen.",
    )
    make_access()
    seal_and_drain()
    find_last_access()
    tasks.bevaka_loggen(timestamp=0)
    assert not Larm.objects.ongoing().exists()


def test_a_log_broken_in_its_depth_is_found_in_the_night():
    make_access()
    seal_and_drain()
    with triggers_off() as cursor:
        cursor.execute("UPDATE audit_logghandelse SET kropp = kropp || '\\x20' WHERE id = 1")
    tasks.kontrollera_loggen(timestamp=0)
    larm = Larm.objects.get()
    assert larm.slag == Larmslag.BRUTEN
    assert "Händelse 1 på plats 0" in larm.uppgift
    assert Logghandelse.objects.filter(verb=Verb.LOGG_VERIFY, utfall="fel").count() == 1


def test_an_entry_removed_before_it_was_sealed_is_found_in_the_night():
    make_access()
    drain_alone()
    with triggers_off() as cursor:
        cursor.execute("DELETE FROM audit_logghandelse WHERE verb = 'prov.read'")
    seal_and_drain()
    tasks.kontrollera_loggen(timestamp=0)
    assert "fanns i avloppet men inte i loggen" in Larm.objects.get().uppgift


def test_an_entry_put_below_what_is_sealed_is_found():
    """With a transaction number of long ago it would never get a place, and nobody would ask."""
    make_access()
    seal_and_drain()
    with triggers_off() as cursor:
        cursor.execute(
            "INSERT INTO audit_logghandelse (txid, kropp, blad, tid, roll, verb, objekt_slag,"
            " objekt_id, utfall) SELECT '3', kropp, blad, tid, roll, verb, objekt_slag, objekt_id,"
            " utfall FROM audit_logghandelse WHERE verb = 'prov.read'"
        )
    assert [fynd.slag for fynd in watch_log()] == [Larmslag.ORDNING]


def test_the_synthetic_akt_is_in_nobody_s_way(client):
    make_access()
    namnd = Namnd.objects.get(kod=PROVNAMND)
    form = UppdragForm()
    assert namnd not in form.fields["namnd"].queryset
    assert not form.fields["enhet"].queryset.filter(namnd=namnd).exists()
    Personakt.objects.update(oppnad="2010-01-01T00:00:00Z")
    assert not candidates(Provatkomst.objects.get().gjord.date()).exists()
    for roll in Roll:
        assert not Personakt.objects.visible_to(make_anvandare(roll)).exists()


def test_the_page_is_for_its_account_alone():
    make_access()
    konto = Anvandare.objects.get(anvandarnamn="provatkomst")
    assert not konto.has_usable_password()
    sida = reverse("granskning:prov")
    assert som(make_anvandare(Roll.SYSTEM)).get(sida).status_code == 404
    assert som(make_anvandare(Roll.LOGGRANSKARE)).get(sida).status_code == 403
    konto.is_active = False
    konto.save()
    with pytest.raises(PermissionDenied):
        make_access()


def test_nothing_of_a_person_leaves_to_the_sink(folder):
    """Names and numbers of a small world, looked for in every form that the sink could hold."""
    from tests.policy.varld import make_varld

    make_varld("Järva")
    make_access()
    seal_and_drain()
    held = b"".join(file.read_bytes() for file in folder.iterdir())
    assert held.count(b"\n") > 100
    for word in (
        "Syntetisk",
        "Provperson",
        "Barn-",
        "Järvasson",
        "J\\u00e4rvasson",
        "har inte setts",
    ):
        assert word.encode() not in held
    assert not SIFFROR.search(held)
