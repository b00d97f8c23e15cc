"""The pages of calibration: what each person may see of it, by any address."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from lxml import html

from access.models import Roll
from riskbedomning.actions.kalibrering import SAMLAD, count_omgang, save_vinjettsvar
from riskbedomning.models import Kalibreringsomgang, Vinjett, Vinjettsvar
from tests.builders import make_anvandare, make_enhet
from tests.conftest import logga_in, page_itself
from tests.riskbedomning.vinjetter import (
    TEXT,
    all_alike,
    hand_in,
    make_counted_omgang,
    make_omgang,
    make_vinjett,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def enhet():
    return make_enhet()


@pytest.fixture
def omgang(enhet):
    return make_omgang(enheter=[enhet])


@pytest.fixture
def asa(enhet):
    return make_anvandare(enhet=enhet, namn="Åsa Öberg")


@pytest.fixture
def tove(enhet):
    return make_anvandare(Roll.METODLEDARE, namn="Tove Metodin")


def sida_av(omgang):
    return f"/likabedomning/{omgang.pk}/"


def main_of(response):
    return html.fromstring(response.content).find(".//main")


def text_of(response):
    return " ".join(main_of(response).text_content().split())


def test_answers_are_kept_while_they_are_given_and_change_until_handed_in(client, omgang, asa):
    logga_in(client, asa)
    assert client.post(f"{sida_av(omgang)}utkast/", {SAMLAD: "oklart"}).status_code == 204
    sida = main_of(client.get(sida_av(omgang)))
    assert [i.get("value") for i in sida.findall(".//input[@checked]")] == ["oklart"]
    assert client.post(sida_av(omgang), {"gor": "spara"} | all_alike(omgang)).status_code == 303
    assert client.post(sida_av(omgang), {"gor": "lamna"} | all_alike(omgang)).status_code == 303
    assert Vinjettsvar.objects.get().inlamnat
    assert client.post(f"{sida_av(omgang)}utkast/", {SAMLAD: "oklart"}).status_code == 403


def test_what_is_missing_is_said_and_what_was_chosen_is_still_there(client, omgang, asa):
    svar = all_alike(omgang)
    kod = omgang.instrumentversion.faktorer.first().kod
    del svar[kod]
    response = logga_in(client, asa).post(sida_av(omgang), {"gor": "lamna"} | svar)
    assert response.status_code == 422
    sida = main_of(response)
    assert [a.get("href") for a in sida.findall(".//a") if "#id_" in a.get("href")] == [
        f"#id_{kod}_0"
    ]
    assert len(sida.findall(".//input[@checked]")) == len(svar)
    assert not Vinjettsvar.objects.exists()


def test_the_spread_is_shown_after_the_last_day_and_never_before(client, omgang, enhet):
    asa, *_ = hand_in(omgang, enhet, [all_alike(omgang)] * 6)
    logga_in(client, asa)
    fore = text_of(client.get(sida_av(omgang)))
    assert "visas dagen efter" in fore
    assert "Par som svarat lika" not in fore
    with time_machine.travel(omgang.till + timedelta(days=1)):
        count_omgang(omgang)
    efter = text_of(client.get(sida_av(omgang)))
    assert "Ditt svar" in efter
    assert "100 %" in efter


def test_with_four_answers_nobody_sees_a_spread(client, enhet, tove):
    omgang = make_counted_omgang(enheter=[enhet], antal=4)
    asa = Vinjettsvar.objects.first().anvandare
    assert "Färre än fem svarade" in text_of(logga_in(client, asa).get(sida_av(omgang)))
    sida = logga_in(client, tove).get(f"/vinjetter/omgangar/{omgang.pk}/")
    assert "Färre än fem svarade" in text_of(sida)


@pytest.mark.parametrize("roll", [Roll.SOCIALSEKRETERARE, Roll.METODLEDARE, Roll.GRUPPLEDARE])
def test_no_address_shows_another_persons_answers_or_that_there_are_any(
    client, omgang, enhet, asa, roll
):
    """The same pages, before and after a colleague has answered: not one word differs."""
    annan = make_anvandare(roll, enhet=enhet)
    logga_in(client, annan)
    adresser = [
        "/likabedomning/",
        sida_av(omgang),
        "/vinjetter/",
        "/vinjetter/over-tid/",
        f"/vinjetter/{omgang.vinjett_id}/",
        f"/vinjetter/omgangar/{omgang.pk}/",
    ]
    fore = [(client.get(a).status_code, page_itself(client.get(a))) for a in adresser]
    save_vinjettsvar(omgang=omgang, svar={SAMLAD: "oklart"}, actor=asa)
    hand_in(omgang, enhet, [all_alike(omgang)] * 3)
    efter = [(client.get(a).status_code, page_itself(client.get(a))) for a in adresser]
    assert efter == fore


def test_the_method_leader_sees_numbers_and_no_names(client, enhet, tove):
    andra = make_enhet()
    with time_machine.travel(make_vinjett().skapad - timedelta(days=21)):
        omgang = make_omgang(enheter=[enhet, andra], dagar=7)
        personer = hand_in(omgang, enhet, [all_alike(omgang)] * 5)
        personer += hand_in(omgang, andra, [all_alike(omgang, "delvis")] * 7)
    count_omgang(omgang)
    logga_in(client, tove)
    for adress in (f"/vinjetter/omgangar/{omgang.pk}/", "/vinjetter/over-tid/", "/vinjetter/"):
        text = text_of(client.get(adress))
        assert not [p for p in personer if p.namn in text or p.anvandarnamn in text]
    sida = main_of(client.get(f"/vinjetter/omgangar/{omgang.pk}/"))
    grupper = [h.text_content() for h in sida.findall(".//h2")]
    assert grupper[:3] == ["Alla som har svarat", *sorted([str(enhet), str(andra)])]


def test_questions_are_followed_over_rounds_of_the_same_instrument(client, enhet, tove):
    forsta = make_counted_omgang(enheter=[enhet])
    with time_machine.travel(forsta.vinjett.skapad + timedelta(days=1)):
        omgang = make_omgang(enheter=[enhet], dagar=7, version=forsta.instrumentversion)
        hand_in(omgang, enhet, [all_alike(omgang, "finns_inte", "inget_stod")] * 5)
    count_omgang(omgang)
    tabeller = main_of(logga_in(client, tove).get("/vinjetter/over-tid/")).findall(".//table")
    assert len(tabeller) == 2
    omgangar = [rad.findall("td")[0].text for rad in tabeller[0].findall(".//tbody/tr")]
    assert omgangar == ["6", "5"]
    fragor = {
        r.findtext("th").strip(): r.findall("td")[0].text
        for r in tabeller[1].findall(".//tbody/tr")
    }
    assert fragor["Samlad bedömning"] == "1,00"
    assert len(fragor) == forsta.instrumentversion.faktorer.count() + 1


def test_a_vignette_goes_from_draft_to_a_round_through_the_pages(client, enhet, tove):
    ines = make_anvandare(Roll.METODLEDARE, namn="Ines Vägmark")
    logga_in(client, tove)
    data = {"rubrik": "Kvällarna", "text": f"{TEXT} Ring 070-123 45 67.", "alder": "14"}
    nekat = client.post("/vinjetter/ny/", data)
    assert nekat.status_code == 422
    assert "telefonnummer" in text_of(nekat)
    data["text"] = f"{TEXT} Storasystern heter Kim."
    sida = client.post("/vinjetter/ny/", data).url
    assert "Ord som kan vara namn: Kim." in text_of(client.get(sida))
    assert client.post(sida, {"gor": "granska"}).status_code == 403
    assert logga_in(client, ines).post(sida, {"gor": "granska"}).status_code == 303
    assert logga_in(client, tove).post(sida, {"gor": "publicera"}).status_code == 303
    assert client.get(f"{sida}andra/").status_code == 403
    version = make_omgang().instrumentversion
    falt = {
        "instrumentversion": version.pk,
        "fran": "2099-01-01",
        "till": "2099-01-20",
        "enheter": [enhet.pk],
    }
    oppnad = client.post(f"{sida}omgang/", falt)
    assert oppnad.status_code == 303
    omgang = Kalibreringsomgang.objects.get(fran="2099-01-01")
    assert oppnad.url.endswith(f"{omgang.pk}/")
    assert client.post(sida, {"gor": "dra-tillbaka"}).status_code == 303
    assert Vinjett.objects.get(rubrik="Kvällarna", status="tillbakadragen") == omgang.vinjett


def test_a_round_that_has_not_begun_or_is_anothers_is_not_there(client, omgang, asa):
    logga_in(client, asa)
    assert client.get(sida_av(make_omgang())).status_code == 404
    Kalibreringsomgang.objects.update(fran=omgang.till)
    assert client.get(sida_av(omgang)).status_code == 404


def test_an_unreviewed_vignette_opens_no_round(client, tove):
    vinjett = Vinjett.objects.create(rubrik="X", text=TEXT, alder=14, skriven_av=tove)
    assert logga_in(client, tove).get(f"/vinjetter/{vinjett.pk}/omgang/").status_code == 403
