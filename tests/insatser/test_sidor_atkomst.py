"""Who comes in where: every page of an ärende, at the step where it is open."""

from __future__ import annotations

import uuid

import pytest
from django.urls import reverse

from access.models import Roll
from arenden.models import Steg
from audit.models import Logghandelse
from tests.arenden.webb import errors_at, som, text_of
from tests.builders import make_anvandare
from tests.conftest import page_itself
from tests.insatser import vagen

ALLTID = {
    "insatser:arende": "Det som har hänt",
    "arenden:journal": "Inga anteckningar än",
    "arenden:beslut_lista": "Beslut",
    "insatser:plan": "Plan och insatser",
    "riskbedomning:lista": "Bedömning",
    "samverkansteam:arende": "Team",
}
VID_STEG = [
    (Steg.FORHANDSBEDOMNING, "arenden:forhandsbedomning", "mottagare", "inom fjorton dagar"),
    (Steg.FORHANDSBEDOMNING, "arenden:tilldelning", "gruppledare", "får tillträde till akten"),
    (Steg.UNDERRATTELSE, "arenden:underrattelse", "mottagare", "genast veta"),
    (Steg.UTREDNING, "arenden:utredning", "handlaggare", "inom fyra månader"),
    (Steg.UTREDNING, "arenden:utredning_klar", "handlaggare", "Barnets egna ord saknas."),
    (Steg.UTREDNING, "arenden:ny_anteckning", "handlaggare", "tills du signerar den"),
    (Steg.BESLUTSFORSLAG, "arenden:beslutsforslag", "handlaggare", "går till gruppledaren"),
    (Steg.KOMMUNICERING, "arenden:kommunicering", "handlaggare", "innan beslutet fattas"),
    (Steg.OVERLAMNING, "arenden:overlamning", "handlaggare", "gallras aldrig"),
    (Steg.FOLJS_UPP, "arenden:foljs_upp", "handlaggare", "högst sex månader"),
    (Steg.PLAN, "insatser:ny_plan", "handlaggare", "Barnets syn på planen"),
    (Steg.INSATS, "insatser:ny_insats", "handlaggare", "Elias är i skolan varje förmiddag."),
    (Steg.UPPFOLJNING, "insatser:uppfoljning", "handlaggare", "Utgångsläge: Två dagar av tio."),
    (Steg.AVSLUT, "insatser:avslut", "handlaggare", "Det går framåt."),
]
SKRIVSIDOR = [
    "arenden:forhandsbedomning",
    "arenden:underrattelse",
    "arenden:kommunicering",
    "arenden:overlamning",
    "arenden:foljs_upp",
    "arenden:utredning_klar",
    "arenden:ny_anteckning",
    "arenden:beslutsforslag",
    "insatser:ny_plan",
    "insatser:andra_plan",
    "insatser:nytt_mal",
    "insatser:faststall_plan",
    "insatser:ny_insats",
    "insatser:uppfoljning",
    "insatser:avslut",
]


def url(sida, arende):
    return reverse(sida, args=[arende.pk])


def test_every_tab_opens_for_its_handlaggare_and_is_absent_to_others(stad):
    arende = vagen.arende_at(stad, Steg.UTREDNING)
    inne, ute = som(stad.handlaggare), som(make_anvandare(Roll.SOCIALSEKRETERARE))
    for sida, ord_ in ALLTID.items():
        response = inne.get(url(sida, arende))
        assert response.status_code == 200, sida
        assert ord_ in text_of(response), sida
        assert "Elias Provsson" in text_of(response), sida
        foreign = ute.get(url(sida, arende))
        missing = ute.get(reverse(sida, args=[uuid.uuid4()]))
        assert (foreign.status_code, missing.status_code) == (404, 404), sida
        assert page_itself(foreign) == page_itself(missing), sida


@pytest.mark.parametrize(("steg", "sida", "vem", "ord_"), VID_STEG)
def test_a_step_has_its_page_when_it_is_open(stad, steg, sida, vem, ord_):
    arende = vagen.arende_at(stad, steg)
    response = som(getattr(stad, vem)).get(url(sida, arende))
    assert response.status_code == 200
    assert ord_ in text_of(response)
    ute = som(make_anvandare(Roll.GRUPPLEDARE))
    foreign, missing = ute.get(url(sida, arende)), ute.get(reverse(sida, args=[uuid.uuid4()]))
    assert (foreign.status_code, missing.status_code) == (404, 404)
    assert page_itself(foreign) == page_itself(missing)
    assert ute.post(url(sida, arende), {}).status_code == 404


@pytest.mark.parametrize(
    "roll", [Roll.LOGGRANSKARE, Roll.ANALYTIKER, Roll.ADMINISTRATOR, Roll.SAMORDNARE, Roll.EXTERN]
)
def test_roles_without_business_are_refused_and_noted(stad, roll):
    arende = vagen.receive(stad)
    client = som(make_anvandare(roll))
    for sida in [url("insatser:arende", arende), url("arenden:journal", arende)]:
        assert client.get(sida).status_code == 403
    for sida in ["insatser:min_dag", "insatser:arendelista", "arenden:nytt_inflode"]:
        assert client.get(reverse(sida)).status_code == 403
    nekade = Logghandelse.objects.filter(verb="access.denied", utfall="nekad")
    assert nekade.count() == 5


@pytest.mark.parametrize("sida", SKRIVSIDOR)
def test_after_closing_a_write_page_refuses_in_words(stad, sida):
    arende = vagen.arende_at(stad, Steg.AVSLUTAT)
    response = som(stad.handlaggare).get(url(sida, arende))
    assert response.status_code == 403
    assert any(ord_ in text_of(response) for ord_ in ("är avslutat", "är avslutad", "fastställd"))


def test_after_closing_a_sent_form_keeps_what_was_typed(stad):
    arende = vagen.arende_at(stad, Steg.AVSLUTAT)
    data = {"slag": "samtal", "nar": "2026-11-01T10:00", "text": "Ett sent samtal."}
    response = som(stad.handlaggare).post(url("arenden:ny_anteckning", arende), data)
    [fel] = errors_at(response, "__all__")
    assert "avslutat" in fel
    assert "Ett sent samtal." in response.content.decode()
    assert not arende.anteckningar.exists()


def test_after_closing_the_utredning_is_a_page_to_read(stad):
    arende = vagen.arende_at(stad, Steg.AVSLUTAT)
    client = som(stad.handlaggare)
    page = client.get(url("arenden:utredning", arende))
    assert "Jag vill tillbaka till klassen" in text_of(page)
    assert b"<textarea" not in page.content
    data = {"barnets_rost": "Ändrat i efterhand", "version": arende.utredning.version}
    assert errors_at(client.post(url("arenden:utredning", arende), data), "__all__")
    arende.utredning.refresh_from_db()
    assert arende.utredning.barnets_rost.startswith("Jag vill")


def test_the_overview_shows_buttons_only_to_whoever_may_press_them(stad):
    arende = vagen.arende_at(stad, Steg.UTREDNING)
    for vem, far in ((stad.handlaggare, False), (stad.gruppledare, True)):
        page = som(vem).get(url("insatser:arende", arende)).content.decode()
        assert (url("arenden:tilldelning", arende) in page) is far
        assert ("/forlang/" in page) is far


def test_the_page_of_a_step_in_another_case_is_absent(stad):
    arende = vagen.receive(stad)
    annat = vagen.receive(stad, berorda=[{"roll": "barn", "kannetecken": "röd mössa"}])
    address = reverse("arenden:skyddsbedomning", args=[annat.pk, arende.anmalningar.get().pk])
    assert som(stad.mottagare).get(address).status_code == 404
