from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, transaction

from access.middleware import row_level_security
from access.models import Roll
from arenden.models import Personakt
from arenden.models.akt import Skyddsniva
from audit.models import Logghandelse
from encryption.opened import collect_openings
from lagesbild.actions.uttag import build_due, build_uttag
from lagesbild.models import Uttag, Uttagsrad
from lagesbild.rules.kvartal import Kvartal
from tests.builders import make_akt, make_anvandare, make_arende

pytestmark = pytest.mark.django_db

NU = datetime(2026, 11, 21, 12, tzinfo=ZoneInfo("Europe/Stockholm"))
OPPNAT = NU - timedelta(days=30)
K4 = Kvartal(2026, 4)


def build(kvartal=K4, nu=NU):
    return build_uttag(kvartal=kvartal, nu=nu, actor=None)


def make_barn(*, oppnat=OPPNAT, avslutat=None, **falt):
    akt = make_akt(**({"stadsdelsomrade": "Farsta"} | falt))
    closed = {"avslutat": avslutat, "steg": "avslutat"} if avslutat else {}
    make_arende(akt=akt, oppnat=oppnat, **closed)
    return akt


def stored():
    return list(Uttagsrad.objects.values_list("pk", "pseudonym").order_by("pk"))


def test_a_child_with_two_ongoing_arenden_is_one_row():
    akt = make_barn(kon="K")
    make_arende(akt=akt, oppnat=OPPNAT)
    rad = build().rader.get()
    assert (rad.stadsdelsomrade, rad.kon, rad.has_skyddade_uppgifter) == ("Farsta", "K", False)


def test_a_closed_arende_counts_in_the_quarter_where_it_was_still_ongoing():
    make_barn(oppnat=NU - timedelta(days=90), avslutat=NU - timedelta(days=10))
    assert build(K4.previous).rader.count() == 1
    assert build(K4).rader.count() == 0


def test_an_arende_opened_after_the_quarter_is_not_in_it():
    make_barn()
    assert build(K4.previous).rader.count() == 0


def test_an_ended_quarter_shows_its_last_day():
    assert build(K4.previous).avser == date(2026, 9, 30)
    assert build(K4).avser == date(2026, 11, 21)


def test_who_is_over_twenty_is_not_counted():
    make_barn(fodd=date(2005, 12, 31))
    make_barn(fodd=date(2006, 1, 1))
    assert build().rader.count() == 1


def test_protected_identity_is_noted():
    make_barn(skyddsniva=Skyddsniva.SEKRETESSMARKERING)
    assert build().rader.get().has_skyddade_uppgifter is True


def test_building_opens_nothing_and_the_pseudonym_is_no_id():
    akt = make_barn()
    with collect_openings() as openings:
        uttag = build()
    assert not openings
    assert str(akt.pk) not in str(uttag.rader.values_list().get())


def test_a_child_keeps_the_pseudonym_from_quarter_to_quarter():
    make_barn(oppnat=NU - timedelta(days=200))
    assert build(K4).rader.get().pseudonym == build(K4.previous).rader.get().pseudonym


def test_building_twice_changes_nothing():
    make_barn()
    build_due(nu=NU, actor=None)
    before, entries = stored(), Logghandelse.objects.count()
    build_due(nu=NU, actor=None)
    assert stored() == before
    assert Logghandelse.objects.count() == entries


def test_a_change_is_taken_up_and_logged_without_numbers():
    build()
    make_barn()
    assert build().rader.count() == 1
    entry = Logghandelse.objects.latest("pk")
    assert (entry.verb, entry.akt_id) == ("statistik.extract", None)


def test_a_quarter_to_come_is_refused():
    with pytest.raises(ValueError, match="Kvartal 1 2027 har inte börjat"):
        build(K4.next)


def test_the_web_cannot_write_an_extract():
    make_barn()
    analytiker = make_anvandare(Roll.ANALYTIKER)
    with transaction.atomic(), row_level_security(analytiker.pk):
        assert not Personakt.objects.exists()
        with pytest.raises(DatabaseError, match="must not write"), transaction.atomic():
            build()
    assert not Uttag.objects.exists()


def test_the_command_builds_the_quarter_it_is_given(capsys):
    make_barn(oppnat=datetime(2026, 1, 5, tzinfo=NU.tzinfo))
    call_command("bygg_uttag", "2026K1")
    assert capsys.readouterr().out == "2026K1: underlaget avser 2026-03-31.\n"
    assert Uttagsrad.objects.count() == 1


def test_the_command_says_what_a_period_looks_like():
    with pytest.raises(CommandError, match="skriv till exempel 2026K4"):
        call_command("bygg_uttag", "hösten")
