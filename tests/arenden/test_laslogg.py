"""Every page leaves a trace of what it opened; a page that cannot leave one shows nothing."""

from __future__ import annotations

import json
import uuid

import pytest
from django.urls import reverse

from access.models import Roll
from arenden.models import Anmalan, Steg
from audit.models import Logghandelse
from tests.arenden.webb import refused_inserts, som
from tests.builders import make_anvandare
from tests.insatser import vagen

NAMN = {"arenden.Person.fornamn", "arenden.Person.efternamn"}
IDENTITET = NAMN | {"arenden.Person.fodelsedatum"}
ANMALAN = {f"arenden.Anmalan.{falt}" for falt in ("anmalare_myndighet", "anmalare_namn", "text")}
SKYDD = {"arenden.Skyddsbedomning.bedomning", "arenden.Skyddsbedomning.atgarder"}
BESLUT = {
    f"arenden.Beslut.{falt}" for falt in ("text", "motivering", "barnkonsekvens", "kommentar")
}
UTREDNING = {
    f"arenden.Utredning.{falt}" for falt in ("barnets_rost", "barnets_basta", "sammanfattning")
}


def opened(verb):
    """The fields that the newest entry of this verb names."""
    entry = Logghandelse.objects.filter(verb=verb).latest("tid", "id")
    return entry, set(json.loads(bytes(entry.kropp))["ovrigt"]["falt"])


@pytest.mark.parametrize(
    ("steg", "sida", "verb", "falt"),
    [
        (
            Steg.UTREDNING,
            "insatser:arende",
            "arende.read",
            IDENTITET | {f"arenden.Person.{falt}" for falt in ("skola", "adress", "kannetecken")},
        ),
        (
            Steg.FORHANDSBEDOMNING,
            "arenden:forhandsbedomning",
            "forhandsbedomning.read",
            IDENTITET | ANMALAN | SKYDD,
        ),
        (Steg.UTREDNING, "arenden:journal", "journal.read", IDENTITET),
        (Steg.UTREDNING, "arenden:utredning", "utredning.read", IDENTITET | UTREDNING),
        (Steg.PLAN, "arenden:beslut_lista", "beslut.read", IDENTITET | BESLUT),
        (Steg.PLAN, "insatser:plan", "plan.read", IDENTITET),
    ],
)
def test_a_page_names_exactly_the_fields_it_opened(stad, steg, sida, verb, falt):
    arende = vagen.arende_at(stad, steg)
    vem = stad.mottagare if steg == Steg.FORHANDSBEDOMNING else stad.handlaggare
    som(vem).get(reverse(sida, args=[arende.pk]))
    entry, found = opened(verb)
    assert (entry.akt_id, entry.aktor_id) == (arende.akt_id, vem.pk)
    assert found == falt
    kropp = bytes(entry.kropp).decode()
    for ord_ in ("Elias", "Provsson", "skolan"):
        assert ord_ not in kropp


def test_the_list_names_each_akt_and_no_more_than_the_name(stad):
    en = vagen.receive(stad)
    annan = vagen.receive(stad, berorda=[{"roll": "barn", "fornamn": "Amina", "efternamn": "E"}])
    som(stad.mottagare).get(reverse("insatser:arendelista"), {"flik": "otilldelade"})
    entries = Logghandelse.objects.filter(verb="arende.list")
    assert {entry.akt_id for entry in entries} == {en.akt_id, annan.akt_id}
    for entry in entries:
        assert set(json.loads(bytes(entry.kropp))["ovrigt"]["falt"]) == NAMN


def test_min_dag_opens_nothing(stad):
    vagen.receive(stad)
    som(stad.mottagare).get(reverse("insatser:min_dag"))
    entry, falt = opened("oversikt.read")
    assert (entry.akt_id, falt) == (None, set())


def test_a_file_is_logged_as_such(stad):
    arende = vagen.arende_at(stad, Steg.PLAN)
    beslut = arende.beslut.get()
    som(stad.handlaggare).get(reverse("arenden:beslut_pdf", args=[arende.pk, beslut.pk]))
    entry, falt = opened("beslut.read_pdf")
    assert entry.akt_id == arende.akt_id
    assert falt == NAMN | BESLUT - {"arenden.Beslut.kommentar"}


@pytest.mark.parametrize(
    "sida",
    [
        "insatser:arende",
        "arenden:journal",
        "arenden:utredning",
        "insatser:plan",
        "insatser:sammanfattning_pdf",
    ],
)
def test_without_an_entry_there_is_no_page(stad, sida):
    arende = vagen.arende_at(stad, Steg.UTREDNING)
    client = som(stad.handlaggare)
    client.raise_request_exception = False
    with refused_inserts("audit_logghandelse"):
        response = client.get(reverse(sida, args=[arende.pk]))
    assert response.status_code >= 500
    assert b"Elias" not in response.content
    assert b"Provsson" not in response.content


def test_without_an_entry_nothing_is_written(stad):
    arende = vagen.arende_at(stad, Steg.FORHANDSBEDOMNING)
    client = som(stad.mottagare)
    client.raise_request_exception = False
    data = {"inleds": "ja", "motivering": "Frånvaro."}
    with refused_inserts("audit_logghandelse"):
        response = client.post(reverse("arenden:forhandsbedomning", args=[arende.pk]), data)
    assert response.status_code >= 500
    assert vagen.fresh(arende).steg == Steg.FORHANDSBEDOMNING
    assert not Anmalan.objects.filter(arende__forhandsbedomning__isnull=False).exists()


@pytest.mark.parametrize("finns", [True, False])
def test_a_refusal_leaves_an_entry_without_the_akt(stad, finns):
    arende = vagen.receive(stad)
    ute = make_anvandare(Roll.SOCIALSEKRETERARE)
    pk = arende.pk if finns else uuid.uuid4()
    assert som(ute).get(reverse("insatser:arende", args=[pk])).status_code == 404
    entry, falt = opened("access.denied")
    assert (entry.aktor_id, entry.akt_id, entry.utfall, falt) == (ute.pk, None, "nekad", set())
    assert json.loads(bytes(entry.kropp))["ovrigt"]["regel"] == ["gate:arende.read", "rad"]
