"""The inbox: newest first, by kind, put away and taken back; a count that costs one question."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from uuid6 import uuid7

from access.actions.aviseringar import notify, remind, withdraw
from access.models import Avisering
from access.views.aviseringar import SIDA
from tests.arenden.webb import own, som, text_of
from tests.builders import make_anvandare
from tests.policy.matris import ADDRESSES

pytestmark = pytest.mark.django_db
INKORG = "/aviseringar/"
DELEGATION, FAKTOR = Avisering.Slag.DELEGATION, Avisering.Slag.FAKTOR


@pytest.fixture
def person():
    return make_anvandare()


def tell(person, slag=DELEGATION, referens="Beslut i enheten", *, objekt_id=None):
    objekt_id = objekt_id or uuid7()
    notify([person], slag, objekt_id=objekt_id, referens=referens, actor=None)
    return Avisering.objects.get(mottagare=person, objekt_id=objekt_id)


def referenser(response):
    return [rad["avisering"].referens for rad in response.context["rader"]]


def test_newest_first_and_only_ones_own(person):
    nu = timezone.now()
    for dagar, namn in ((2, "äldst"), (0, "nyast"), (1, "mellan")):
        rad = tell(person, referens=namn)
        Avisering.objects.filter(pk=rad.pk).update(skapad=nu - timedelta(days=dagar))
    tell(make_anvandare(), referens="en annans")
    assert referenser(som(person).get(INKORG)) == ["nyast", "mellan", "äldst"]


def test_by_kind_and_a_kind_that_is_not_there_shows_all(person):
    tell(person, DELEGATION, "delegationen")
    tell(person, FAKTOR, "nyckeln")
    client = som(person)
    assert referenser(client.get(INKORG + "?slag=faktor")) == ["nyckeln"]
    assert len(referenser(client.get(INKORG + "?slag=annat"))) == 2


def test_put_away_and_undone(person):
    rad = tell(person, referens="en")
    tell(person, referens="två")
    client = som(person)
    svar = client.post(
        reverse("access:avisering_last", args=[rad.pk]), {"inkorg": "1"}, follow=True
    )
    assert referenser(svar) == ["två"]
    assert referenser(client.get(INKORG + "?flik=undanlagda")) == ["en"]
    svar = client.post(
        reverse("access:aviseringar_angra"), {"undanlagd": svar.context["angra"]}, follow=True
    )
    assert set(referenser(svar)) == {"en", "två"}


def test_everything_put_away_in_one_press_comes_back_in_one(person):
    ensam = tell(person, referens="ensam")
    for n in range(3):
        tell(person, referens=f"nr {n}")
    client = som(person)
    client.post(reverse("access:avisering_last", args=[ensam.pk]))
    till = client.get(INKORG).context["till"]
    svar = client.post(reverse("access:aviseringar_undan"), {"till": till}, follow=True)
    assert referenser(svar) == []
    assert "Inget nytt att känna till" in text_of(svar)
    client.post(reverse("access:aviseringar_angra"), {"undanlagd": svar.context["angra"]})
    assert len(referenser(client.get(INKORG))) == 3
    assert referenser(client.get(INKORG + "?flik=undanlagda")) == ["ensam"]


def test_undo_is_for_ten_minutes(person):
    rad = tell(person)
    client = som(person)
    svar = client.post(
        reverse("access:avisering_last", args=[rad.pk]), {"inkorg": "1"}, follow=True
    )
    undanlagd = svar.context["angra"]
    with time_machine.travel(timezone.now() + timedelta(minutes=11), tick=True):
        svar = client.post(
            reverse("access:aviseringar_angra"), {"undanlagd": undanlagd}, follow=True
        )
    assert "Det går att ångra i tio minuter" in text_of(svar)
    assert referenser(svar) == []
    client.post(reverse("access:avisering_tillbaka", args=[rad.pk]))
    assert len(referenser(client.get(INKORG))) == 1


def test_what_came_after_the_page_was_shown_is_not_put_away_unseen(person):
    tell(person, referens="sedd")
    client = som(person)
    till = client.get(INKORG).context["till"]
    tell(person, referens="osedd")
    client.post(reverse("access:aviseringar_undan"), {"till": till})
    assert referenser(client.get(INKORG)) == ["osedd"]


def test_all_of_one_kind(person):
    tell(person, DELEGATION, "delegationen")
    tell(person, FAKTOR, "nyckeln")
    client = som(person)
    till = client.get(INKORG).context["till"]
    client.post(reverse("access:aviseringar_undan"), {"till": till, "slag": FAKTOR})
    assert referenser(client.get(INKORG)) == ["delegationen"]


@pytest.mark.parametrize("sida", ["aviseringar_undan", "aviseringar_angra"])
def test_a_form_that_is_not_ours_is_refused(person, sida):
    tell(person)
    assert som(person).post(reverse(f"access:{sida}"), {"till": "i går"}).status_code == 400
    assert person.aviseringar.unread().count() == 1


@pytest.mark.parametrize("sida", ["avisering_last", "avisering_tillbaka"])
def test_nobody_touches_what_is_another_s(person, sida):
    rad = tell(make_anvandare())
    assert som(person).post(reverse(f"access:{sida}", args=[rad.pk])).status_code == 404
    rad.refresh_from_db()
    assert rad.last is None


def test_the_count_in_the_header_and_none_when_all_is_put_away(person):
    client = som(person)
    assert "Aviseringar 2 nya" not in text_of(client.get(INKORG))
    for _ in range(2):
        tell(person)
    assert "Aviseringar 2 nya" in text_of(client.get(INKORG))


def test_the_number_in_the_header_costs_no_question_of_its_own(person):
    client, url = som(person), reverse("access:mitt")
    client.get(url)
    tell(person)
    with CaptureQueriesContext(connection) as queries:
        assert "Aviseringar 1 nya" in text_of(client.get(url))
    about = [sql for sql in own(queries) if "access_avisering" in sql]
    assert len(about) == 2  # with the session, and the list that this page shows


def test_the_header_counts_no_further_than_it_can_show(person):
    for _ in range(101):
        tell(person)
    assert "Aviseringar 99+ nya" in text_of(som(person).get(reverse("access:mitt")))


def test_the_inbox_asks_as_much_for_sixty_as_for_two(person):
    client = som(person)

    def asked():
        client.get(INKORG)
        with CaptureQueriesContext(connection) as queries:
            client.get(INKORG)
        return len(own(queries))

    for _ in range(2):
        tell(person)
    tva = asked()
    for _ in range(58):
        tell(person)
    assert asked() == tva <= 12


def test_a_notice_stands_once_and_is_told_again_when_put_away_or_changed(person):
    objekt_id, sida = uuid7(), [uuid7()]

    def tell_again(referens):
        person.aviseringar.update(mejlad=timezone.now())
        remind(
            [person],
            Avisering.Slag.FRIST,
            objekt_id=objekt_id,
            referens=referens,
            actor=None,
            sida=sida,
        )
        rad = person.aviseringar.get()
        return rad.referens, rad.sida, rad.last, rad.mejlad is None

    assert tell_again("senast fredag") == ("senast fredag", sida, None, True)
    assert tell_again("senast fredag") == ("senast fredag", sida, None, False)
    assert tell_again("senast måndag") == ("senast måndag", sida, None, True)
    person.aviseringar.update(last=timezone.now())
    assert tell_again("senast måndag") == ("senast måndag", sida, None, True)


def test_what_is_done_goes_by_itself_for_everybody(person):
    objekt_id = uuid7()
    for vem in (person, make_anvandare()):
        tell(vem, objekt_id=objekt_id)
    kvar = tell(person)
    withdraw([DELEGATION], objekt_ids=[objekt_id])
    assert list(Avisering.objects.unread()) == [kvar]


def test_every_kind_that_leads_somewhere_leads_to_a_page():
    for slag, sida in SIDA.items():
        ids = [uuid7() for _ in ADDRESSES[sida].pattern.converters]
        assert reverse(sida, args=ids), slag
