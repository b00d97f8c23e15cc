"""The calendar link: number and kind for whoever holds the secret, and otherwise no page at all."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
import vobject
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from access.actions.anvandare import deactivate_anvandare
from access.models import Roll, Tilltrade
from audit.models import Logghandelse
from audit.verb import Verb
from config.loggning import without_secrets
from insatser.actions.kalender import end_kalenderlank, make_kalenderlank
from insatser.models import Kalenderlank
from insatser.models.kalender import MOST
from tests.arenden.webb import som
from tests.builders import make_anvandare
from tests.conftest import page_itself
from tests.insatser.tider import make_frist, make_mote
from tests.samverkansteam.builders import make_rum

FINNS_INTE = "/kalender/finns-inte-alls.ics"


@pytest.fixture
def rum(db):
    rum = make_rum()
    make_mote(rum)
    make_frist(rum.arende)
    return rum


@pytest.fixture
def adress(rum):
    return flode(make_kalenderlank(actor=rum.ledare))


def flode(hemlighet):
    return reverse("insatser:kalenderflode", args=[hemlighet])


def fetch(adress, **huvuden):
    return Client().get(adress, headers=huvuden)


def summaries(response):
    assert response.status_code == 200
    return sorted(
        tid.summary.value for tid in vobject.readOne(response.content.decode()).vevent_list
    )


def logged():
    return Logghandelse.objects.filter(verb=Verb.KALENDER_FETCH)


def test_it_tells_number_and_kind_to_another_program(rum, adress):
    response = fetch(adress)
    nummer = rum.arende.arendenummer
    assert summaries(response) == [f"{nummer} Teammöte", f"{nummer} Uppföljning"]
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    for ord_ in ("Kim", "Exempelsson", "Ekskolan", "Björken", str(rum.ledare), str(rum.arende.pk)):
        assert ord_ not in response.content.decode()


def test_the_table_keeps_no_secret(adress):
    hemlighet = adress.removeprefix("/kalender/").removesuffix(".ics")
    lank = Kalenderlank.objects.get()
    assert len(hemlighet) >= 43
    assert hemlighet not in " ".join(str(varde) for varde in vars(lank).values())


def test_a_new_link_ends_the_one_before(rum, adress):
    ny = flode(make_kalenderlank(actor=rum.ledare))
    assert fetch(adress).status_code == 404
    assert fetch(ny).status_code == 200
    end_kalenderlank(actor=rum.ledare)
    assert fetch(ny).status_code == 404


def test_what_is_not_right_looks_like_a_page_that_does_not_exist(rum, adress):
    missing = fetch(FINNS_INTE)
    end_kalenderlank(actor=rum.ledare)
    revoked = fetch(adress)
    nowhere = fetch("/nagot-annat/")
    assert {missing.status_code, revoked.status_code, nowhere.status_code} == {404}
    assert page_itself(missing) == page_itself(revoked) == page_itself(nowhere)
    assert not logged().exists()


def test_it_ends_with_the_duties_and_with_the_account(rum, adress):
    rum.ledare.uppdrag.update(till=timezone.localdate() - timedelta(days=1))
    assert fetch(adress).status_code == 404
    rum.ledare.uppdrag.update(till=None)
    assert fetch(adress).status_code == 200
    deactivate_anvandare(anvandare=rum.ledare, actor=make_anvandare(Roll.ADMINISTRATOR))
    assert fetch(adress).status_code == 404


def test_without_a_case_working_duty_there_is_no_link(db):
    metodledare = make_anvandare(Roll.METODLEDARE)
    lank = Kalenderlank.objects.create(anvandare=metodledare, avtryck="0" * 64)
    assert lank.pk
    assert som(metodledare).post(reverse("insatser:kalenderlank")).status_code == 403


def test_it_shows_what_the_owner_may_see_at_that_moment(rum, adress):
    Tilltrade.objects.filter(anvandare=rum.ledare, omfattning="akt").update(till=timezone.now())
    assert summaries(fetch(adress)) == ["Teammöte"]


def test_a_protected_person_does_not_leave_with_it(rum, adress):
    rum.arende.akt.skyddsniva = "sekretessmarkering"
    rum.arende.akt.save()
    assert not hasattr(vobject.readOne(fetch(adress).content.decode()), "vevent_list")
    assert logged().get().akt_id is None


def test_every_fetch_is_logged_with_what_it_showed(rum, adress):
    etag = fetch(adress)["ETag"]
    rad = logged().get()
    assert (rad.akt_id, rad.aktor_id) == (rum.arende.akt_id, rum.ledare.pk)
    assert fetch(adress, **{"If-None-Match": etag}).status_code == 304
    assert list(logged().order_by("id").values_list("akt_id", flat=True)) == [
        rum.arende.akt_id,
        None,
    ]


def test_what_has_not_changed_is_not_sent_again(rum, adress):
    forst = fetch(adress)
    samma = fetch(adress, **{"If-None-Match": forst["ETag"]})
    assert (samma.status_code, samma.content, samma["ETag"]) == (304, b"", forst["ETag"])
    make_frist(rum.arende, dagar=9)
    andrat = fetch(adress, **{"If-None-Match": forst["ETag"]})
    assert andrat.status_code == 200
    assert andrat["ETag"] != forst["ETag"]


def test_too_many_fetches_in_an_hour_are_turned_away_and_logged(adress):
    with time_machine.travel(timezone.now(), tick=False) as klockan:
        Kalenderlank.objects.update(timme=timezone.now(), hamtningar=MOST - 1)
        assert fetch(adress).status_code == 200
        for _ in range(2):
            nekad = fetch(adress)
            assert (nekad.status_code, nekad.content) == (429, b"")
            assert nekad["Retry-After"]
        assert logged().filter(utfall="nekad").count() == 2
        klockan.shift(timedelta(hours=1))
        assert fetch(adress).status_code == 200


def test_it_only_takes_reading(adress):
    assert Client().post(adress).status_code == 405


def test_the_link_is_shown_once_after_a_fresh_second_factor(rum):
    client, sidan = som(rum.ledare), reverse("insatser:kalenderlank")
    assert "Skapa länken" in client.get(sidan).content.decode()
    response = client.post(sidan)
    adress = response.context["adress"].removeprefix("http://testserver")
    assert fetch(adress).status_code == 200
    assert adress not in client.get(sidan).content.decode()
    assert "Ny länk" in client.get("/kalender/").content.decode()
    assert client.post(reverse("insatser:ta_bort_kalenderlank")).status_code == 303
    assert fetch(adress).status_code == 404


def test_the_operating_log_does_not_keep_the_secret(adress):
    rad = without_secrets(None, "", {"event": f"Not Found: {adress}"})
    assert rad["event"] == "Not Found: /kalender/….ics"
