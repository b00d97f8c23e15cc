"""What is known of the person is corrected with history, and a number is found in the end."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from arenden.actions.las import Konflikt
from arenden.actions.person import change_person
from arenden.models import Arende, Identitetsbeteckning
from arenden.models.uppslag import find_akt_id
from tests.conftest import logga_in
from tests.insatser import vagen

pytestmark = pytest.mark.django_db

OKAND = [{"roll": "barn", "fornamn": "Kevin", "kannetecken": "blå sparkcykel"}]
UPPGIFTER = {
    "fornamn": "Kevin",
    "efternamn": "Provsson",
    "fodelsedatum": None,
    "telefon": "",
    "kannetecken": "blå sparkcykel",
}


@pytest.fixture
def stad() -> vagen.Stad:
    return vagen.make_stad()


@pytest.fixture
def okand(stad) -> Arende:
    return vagen.fresh(vagen.receive(stad, berorda=OKAND))


def change(arende: Arende, stad: vagen.Stad, *, nummer: str = "", **andrat: object):
    return change_person(
        arende=arende,
        version=arende.akt.person.version,
        nummer=nummer,
        actor=stad.mottagare,
        **UPPGIFTER | andrat,
    )


def test_a_person_without_number_is_identified_later(stad, okand):
    person = change(okand, stad, nummer="20131101-2395")
    akt = vagen.fresh(okand).akt
    assert find_akt_id(stad.namnd, "201311012395") == akt.pk
    assert (akt.fodelsear, akt.kon) == (2013, "M")
    assert f"{person.fodelsedatum:%Y-%m-%d}" == "2013-11-01"
    assert [rad.efternamn for rad in person.historik.order_by("version")] == ["", "Provsson"]


def test_a_number_that_has_an_akt_is_refused_and_nothing_is_saved(stad, okand):
    vagen.receive(stad)
    with pytest.raises(ValidationError, match="redan en akt"):
        change(okand, stad, nummer="201201262399")
    assert not Identitetsbeteckning.objects.filter(akt=okand.akt).exists()
    assert vagen.fresh(okand).akt.person.efternamn == ""


def test_a_wrong_number_says_what_to_do(stad, okand):
    with pytest.raises(ValidationError, match="Kontrollsiffran"):
        change(okand, stad, nummer="20131101-2396")


def test_two_writers_do_not_overwrite_each_other(stad, okand):
    change(okand, stad)
    with pytest.raises(Konflikt):
        change(okand, stad, efternamn="Annansson")


def test_a_colleague_without_grant_is_refused(stad, okand):
    with pytest.raises(PermissionDenied):
        change_person(
            arende=okand,
            version=okand.akt.person.version,
            nummer="",
            actor=stad.handlaggare,
            **UPPGIFTER,
        )


def test_the_page_shows_no_address_of_a_protected_person(client, stad):
    skyddad = [{**OKAND[0], "skyddsniva": "skyddad_folkbokforing", "adress": "Dolda gatan 1"}]
    arende = vagen.receive(stad, berorda=skyddad)
    page = logga_in(client, stad.mottagare).get(reverse("arenden:person", args=[arende.pk]))
    assert page.status_code == 200
    assert "Dolda gatan" not in page.content.decode()
    assert 'name="adress"' not in page.content.decode()


def test_the_form_saves_and_leads_back(client, stad, okand):
    sida = reverse("arenden:person", args=[okand.pk])
    data = {**UPPGIFTER, "fodelsedatum": "", "nummer": "20131101-2395", "version": 1}
    response = logga_in(client, stad.mottagare).post(sida, data)
    assert response.status_code == 303
    assert Identitetsbeteckning.objects.get(akt=okand.akt).nummer == "20131101-2395"
