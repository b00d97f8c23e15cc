"""Accounts and duties: who may give them, what they may not be combined with, and what is shown."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from uuid6 import uuid7

from access.actions import give_uppdrag
from access.models import Anvandare, Omfattning, Roll, Tilltrade, Uppdrag
from access.rules.uppdrag import hinder_for_uppdrag
from audit.models import Logghandelse
from audit.verb import Verb
from tests.builders import give_akt, make_akt, make_anvandare, make_arende, make_enhet
from tests.conftest import logga_in

pytestmark = pytest.mark.django_db

OTHERS = [roll for roll in Roll if roll not in (Roll.ADMINISTRATOR, Roll.SYSTEM)]


@pytest.fixture
def admin() -> Anvandare:
    return make_anvandare(Roll.ADMINISTRATOR)


@pytest.fixture
def sida(client: Client, admin: Anvandare) -> Client:
    return logga_in(client, admin)


def url(name: str, *args: Any) -> str:
    return reverse(f"access:{name}", args=args)


def give(client: Client, anvandare: Anvandare, **falt: Any) -> Any:
    varden = {"roll": Roll.SOCIALSEKRETERARE, "fran": "2026-01-01", "till": ""}
    return client.post(url("nytt_uppdrag", anvandare.pk), varden | falt)


@pytest.mark.parametrize("roll", OTHERS)
def test_the_pages_are_for_administrators_only(client, roll):
    logga_in(client, make_anvandare(roll))
    annan = make_anvandare()
    for adress in (
        url("anvandare"),
        url("ny_anvandare"),
        url("visa_anvandare", annan.pk),
        url("nytt_uppdrag", annan.pk),
        url("stang", annan.pk),
    ):
        assert client.get(adress).status_code == 403, adress
    assert client.post(url("stang", annan.pk)).status_code == 403
    annan.refresh_from_db()
    assert annan.is_active


def test_an_administrator_opens_no_case(sida, admin):
    arende = make_arende()
    for name in ("insatser:arendelista", "insatser:min_dag", "granskning:logg"):
        assert sida.get(reverse(name)).status_code == 403
    assert sida.get(f"/arenden/{arende.pk}/").status_code in (403, 404)
    assert sida.get(f"/arenden/{arende.pk}/journal/").status_code in (403, 404)


def test_the_list_is_searched_by_part_of_a_name(sida):
    make_anvandare(namn="Åsa Öberg")
    make_anvandare(namn="Björn Ek")
    html = sida.get(url("anvandare"), {"q": "öbe"}).content.decode()
    assert "Åsa Öberg" in html
    assert "Björn Ek" not in html


def test_the_list_asks_as_many_questions_for_many_as_for_few(sida, django_assert_max_num_queries):
    with django_assert_max_num_queries(14) as few:
        sida.get(url("anvandare"))
    for _ in range(20):
        make_anvandare()
    with django_assert_max_num_queries(len(few.captured_queries)):
        sida.get(url("anvandare"))


def test_a_new_account_has_no_password_that_anyone_knows(sida, client, settings):
    response = sida.post(url("ny_anvandare"), {"namn": "Ny Person", "anvandarnamn": "nype"})
    ny = Anvandare.objects.get(anvandarnamn="nype")
    assert response.url == url("visa_anvandare", ny.pk)
    assert not ny.has_usable_password()
    assert Logghandelse.objects.filter(verb=Verb.ANVANDARE_CREATE, objekt_id=str(ny.pk)).exists()


def test_a_name_already_taken_is_refused_at_the_field(sida):
    befintlig = make_anvandare()
    response = sida.post(
        url("ny_anvandare"), {"namn": "Ny Person", "anvandarnamn": befintlig.anvandarnamn}
    )
    assert response.status_code == 422
    assert "anvandarnamn" in response.context["form"].errors


def test_the_link_lets_its_owner_choose_a_password_once(sida):
    ny = make_anvandare()
    ny.set_unusable_password()
    ny.save()
    lank = sida.post(url("losenordslank", ny.pk)).context["lank"].removeprefix("http://testserver")
    agare = Client()
    formular = agare.get(lank).url
    assert agare.get(formular).status_code == 200
    kort = {"new_password1": "för kort", "new_password2": "för kort"}
    assert agare.post(formular, kort).status_code == 422
    nytt = {"new_password1": "en ganska lång mening", "new_password2": "en ganska lång mening"}
    assert agare.post(formular, nytt).status_code == 302
    ny.refresh_from_db()
    assert ny.check_password("en ganska lång mening")
    assert "gäller inte längre" in Client().get(lank).content.decode()
    assert Logghandelse.objects.filter(verb=Verb.SESSION_PASSWORD, aktor_id=ny.pk).exists()


def test_a_link_to_a_closed_account_leads_nowhere(sida):
    ny = make_anvandare()
    lank = sida.post(url("losenordslank", ny.pk)).context["lank"].removeprefix("http://testserver")
    Anvandare.objects.filter(pk=ny.pk).update(is_active=False)
    assert "gäller inte längre" in Client().get(lank).content.decode()


def test_a_duty_in_a_unit_belongs_to_the_units_namnd(sida, admin):
    annan = Anvandare.objects.create(anvandarnamn="utan", namn="Utan Uppdrag")
    enhet = make_enhet()
    assert give(sida, annan, roll=Roll.GRUPPLEDARE, enhet=enhet.pk).status_code == 303
    uppdrag = annan.uppdrag.get()
    assert (uppdrag.namnd, uppdrag.enhet) == (enhet.namnd, enhet)
    tilltrade = annan.tilltraden.get()
    assert (tilltrade.omfattning, tilltrade.omfattning_id) == (Omfattning.ENHET, enhet.pk)
    assert tilltrade.given_av == admin


@pytest.mark.parametrize(
    ("falt", "ord_"),
    [
        ({}, "behöver en enhet"),
        ({"roll": Roll.ADMINISTRATOR}, "kan inte ha andra uppdrag"),
        ({"roll": Roll.SYSTEM}, "giltigt"),
        ({"roll": ""}, "obligatoriskt"),
        ({"roll": Roll.ANALYTIKER, "till": "2020-01-01"}, "före"),
    ],
)
def test_a_duty_that_cannot_be_given_is_refused_in_words(sida, falt, ord_):
    annan = make_anvandare()
    response = give(sida, annan, **falt)
    assert response.status_code == 422
    assert ord_ in response.content.decode()
    assert annan.uppdrag.count() == 1


def test_nobody_changes_their_own_duties(sida, admin):
    response = give(sida, admin, roll=Roll.ANALYTIKER)
    assert response.status_code == 422
    assert "dina egna uppdrag" in response.content.decode()
    sida.post(url("avsluta_uppdrag", admin.pk, admin.uppdrag.get().pk))
    sida.post(url("stang", admin.pk))
    assert sida.post(url("losenordslank", admin.pk)).status_code == 403
    admin.refresh_from_db()
    assert admin.is_active
    assert admin.uppdrag.get().till is None
    assert "Ge uppdrag" not in sida.get(url("visa_anvandare", admin.pk)).content.decode()


def test_ending_a_duty_ends_the_grants_it_gave(sida, admin):
    annan = Anvandare.objects.create(anvandarnamn="chef", namn="En Chef")
    enhet = make_enhet()
    give_uppdrag(
        anvandare=annan, roll=Roll.ENHETSCHEF, namnd=enhet.namnd, enhet=enhet,
        fran=date(2026, 1, 1), till=None, actor=admin,
    )  # fmt: skip
    adress = url("avsluta_uppdrag", annan.pk, annan.uppdrag.get().pk)
    assert "Avsluta uppdraget" in sida.get(adress).content.decode()
    assert sida.post(adress).status_code == 303
    assert annan.uppdrag.get().till == timezone.localdate()
    assert not Tilltrade.objects.filter(anvandare=annan).live().exists()


def test_another_persons_duty_is_not_found_under_this_person(sida):
    en, annan = make_anvandare(), make_anvandare()
    adress = url("avsluta_uppdrag", en.pk, annan.uppdrag.get().pk)
    assert sida.get(adress).status_code == 404
    assert sida.post(adress).status_code == 404


def test_closing_an_account_ends_it_all_at_once(sida):
    annan = make_anvandare()
    give_akt(annan, make_akt())
    inne = logga_in(Client(), annan)
    assert inne.get("/min-logg/").status_code == 200
    assert sida.post(url("stang", annan.pk)).status_code == 303
    assert inne.get("/min-logg/").url.startswith("/logga-in/")
    assert not Tilltrade.objects.filter(anvandare=annan).live().exists()


def test_the_page_names_no_akt_and_leads_to_none(sida):
    annan = make_anvandare()
    akt = make_akt()
    give_akt(annan, akt)
    html = sida.get(url("visa_anvandare", annan.pk)).content.decode()
    assert f"akt …{str(akt.pk)[-6:]}" in html
    assert "Tilldelad handläggare" in html
    assert str(akt.pk) not in html
    assert "Exempelsson" not in html


def test_the_page_asks_as_many_questions_for_many_grants_as_for_few(
    sida, django_assert_max_num_queries
):
    annan = make_anvandare()
    give_akt(annan, make_akt())
    with django_assert_max_num_queries(20) as few:
        sida.get(url("visa_anvandare", annan.pk))
    for _ in range(10):
        give_akt(annan, make_akt())
    with django_assert_max_num_queries(len(few.captured_queries)):
        sida.get(url("visa_anvandare", annan.pk))


def test_an_unknown_account_is_not_found(sida):
    assert sida.get(url("visa_anvandare", uuid7())).status_code == 404


@pytest.mark.parametrize("roll", OTHERS)
def test_whoever_hands_out_access_has_no_other_duty(roll):
    assert hinder_for_uppdrag(Roll.ADMINISTRATOR, {roll}, in_enhet=True)
    assert hinder_for_uppdrag(roll, {Roll.ADMINISTRATOR}, in_enhet=True)
    assert not hinder_for_uppdrag(roll, set(), in_enhet=True)


def test_a_duty_may_be_given_again_for_another_unit(admin):
    annan = make_anvandare()
    enhet = make_enhet()
    give_uppdrag(
        anvandare=annan, roll=Roll.SOCIALSEKRETERARE, namnd=enhet.namnd, enhet=enhet,
        fran=timezone.localdate(), till=None, actor=admin,
    )  # fmt: skip
    assert Uppdrag.objects.filter(anvandare=annan).count() == 2
