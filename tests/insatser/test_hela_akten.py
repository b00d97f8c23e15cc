"""Nothing that an akt holds is missing from the whole akt on paper, and nothing else is in it."""

from __future__ import annotations

import re
from datetime import date
from io import BytesIO

import pytest
from django.db import connection, models
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pypdf import PdfReader

from access.middleware import row_level_security
from access.regel import protected_models
from arenden.actions.journal import add_tillagg
from arenden.models import Arende, Beslut, Handling, Lattlast, Personakt, Steg
from arenden.pdf import render
from arenden.rules.innehall import Innehall
from encryption.fields import SealedField
from insatser.actions.arbetsgang import start_arbetsgang
from insatser.dokument.helaakten import akt_innehall
from insatser.dokument.helaakten.rader import UTOM_RACKHALL
from insatser.fard import gangvag
from insatser.models import Plan
from riskbedomning.models import Belagg, Partsbidrag
from samverkansteam.models import Lagrum, Part
from tests.arenden.dokumenten import words_of_paper
from tests.arenden.test_dokument import note
from tests.builders import give_akt, make_anvandare
from tests.insatser import gangen, vagen
from tests.insatser.aktrader import Fyllare, ask_something, past_the_guards
from tests.samverkansteam.builders import make_rum, make_samtycke, make_svar
from tests.samverkansteam.test_delgivning import lamna

pytestmark = pytest.mark.django_db
OF_THE_AKT = {"akt", "barn", "namndfraga", "fack"}
"""Rules of reach that come to a row through its akt."""
OUTSIDE = {
    "arenden.SkyddadAdress": "the place of somebody protected, which has a grant of its own",
    "arenden.Sokrad": "the search register's copy of the names",
    "arenden.Utkast": "what somebody is writing, not yet a handling",
    "arenden.Fristvarning": "that the system has reminded of a clock that is printed itself",
    "insatser.Arendeprocess": "the engine's own row, without facts about the person",
    "insatser.Flodesflytt": "the engine's change of version, without facts about the person",
    "riskbedomning.Medlasningsbegaran": "that a reader was asked for; the reading is printed",
    "granskning.Utdrag": "the person's own request for an extract, which is a copy of the akt",
    "granskning.Utdragspost": "as the request it belongs to",
    "granskning.Utdragspaket": "as the request it belongs to",
}
OF_THE_TEAM = {
    "samverkansteam.Team": "of the team is told only which kind it is",
    "samverkansteam.Part": "a party is told of by the name of its organisation",
    "samverkansteam.Deltagare": "who takes part for whom is the team's",
    "samverkansteam.Medverkansbegaran": "a question to an organisation, about nobody",
    "samverkansteam.Mote": "agenda and minutes are what all parties share, and name nobody",
    "samverkansteam.Narvaro": "who of the team came to its meeting",
    "samverkansteam.Atagande": "what somebody of the team took upon themselves",
    "samverkansteam.Moteslager": "notes of a meeting; what is of an akt is written in the akt",
    "samverkansteam.Motespunkt": "that a person was taken up at a meeting stays in the team",
    "samverkansteam.Motesrad": "said at a meeting: what we told a party is a printed Delgivning",
    "samverkansteam.Markering": "the colour and its ground stay in the team",
    "samverkansteam.Gruppatgard": "done with a group where nobody is named",
    "samverkansteam.Effektsignal": "two numbers of a whole team",
    "samverkansteam.Bidrag": "the party's own; what was taken in is a printed note",
    "samverkansteam.Bidragsfil": "as its contribution; what was taken in is a listed handling",
    "samverkansteam.Delgivningskopia": "the receiver's copy of a printed Delgivning",
    "samverkansteam.Kvittens": "the receiver's trace of a copy, without its words",
}
FIELDS_OUTSIDE = {
    "arenden.Anmalan.avtryck": "fingerprint of the import",
    "arenden.Handling.nyckel": "key of the file",
    "arenden.Handling.felinford_skal": "what was put in by mistake says no more than that it was",
    "arenden.Kommuniceringsunderlag.delar": "which parts were chosen: what was shown is printed",
    "arenden.Kommuniceringsunderlag.maskning": "the masked words themselves",
    "insatser.Behov.faktor": "id of the factor, whose words the need has",
    "insatser.Overflyttning.person": "the child's own name and number, as at the head",
    "insatser.Utlamnandekopia.strykning": "the struck words themselves: what was given is printed",
    "riskbedomning.Belagg.annan_kalla": "key of the source, whose name is printed",
    "riskbedomning.Externbedomning.felinford_skal": "as for a handling put in by mistake",
    "riskbedomning.StrategisktBrott.aterkallad_skal": "what is taken back is not shown",
    "samverkansteam.Delgivning.urval": "what was masked: what was left is printed",
}


def models_of_the_akt() -> list[type[models.Model]]:
    return _under(OF_THE_AKT)


def models_of_the_team() -> list[type[models.Model]]:
    return _under({"team", "teambarn"})


def _under(regler: set[str]) -> list[type[models.Model]]:
    return [
        model
        for model in protected_models()
        if getattr(model, "radskydd", "") in regler and not hasattr(model, "instance_type")
    ]


def printed_models() -> list[type[models.Model]]:
    return [model for model in models_of_the_akt() if model._meta.label not in OUTSIDE]


def whole(arende: Arende) -> Innehall:
    return akt_innehall(vagen.fresh(arende), gangvag().graf)


@pytest.fixture
def arende(stad) -> Arende:
    """An ärende in the middle of its work, with an arbetsgång that has begun."""
    arende = vagen.arende_at(stad, Steg.UPPFOLJNING)
    gang = start_arbetsgang(arende=arende, flode="utlamnande", actor=stad.handlaggare)
    gangen.do(gang, "registrera", stad.handlaggare)
    return vagen.fresh(arende)


@pytest.fixture
def full(stad, arende) -> Fyllare:
    """The same with a row of every model, and words of its own in every sealed field."""
    with past_the_guards([*models_of_the_akt(), *models_of_the_team()]):
        fyllare = Fyllare(arende, stad.handlaggare)
        for model in [*printed_models(), *models_of_the_team()]:
            fyllare.row(model)
        ask_something(fyllare.row(Lagrum))
        Lattlast.objects.update(plan_id=fyllare.row(Plan).pk)
    return fyllare


def test_every_sealed_field_of_the_akt_is_printed_or_left_out_with_a_reason(full):
    innehall = whole(full.arende)
    paper = words_of_paper(PdfReader(BytesIO(render(innehall))))
    saknas = {namn for namn, ord_ in full.ord_.items() if _bare(ord_) not in paper}
    egna = {namn for namn in full.ord_ if namn.rpartition(".")[0] in _labels(printed_models())}
    assert saknas & egna == set(FIELDS_OUTSIDE)
    assert "None" not in paper


def test_nothing_that_is_the_teams_or_a_partys_own_is_printed(full):
    assert _labels(models_of_the_team()) == set(OF_THE_TEAM)
    deras = {
        namn: ord_ for namn, ord_ in full.ord_.items() if namn.rpartition(".")[0] in OF_THE_TEAM
    }
    assert {"samverkansteam.Motesrad.vad", "samverkansteam.Bidrag.text"} <= set(deras)
    text = str(whole(full.arende))
    assert not {namn for namn, ord_ in deras.items() if ord_ in text}


def test_a_consent_is_printed_with_what_each_giver_said():
    rum = make_rum()
    make_samtycke(
        rum,
        svar=[
            make_svar(sade="Bara om schemat."),
            make_svar("vardnadshavare", "nej", namn="Moa Berg", nar=date(2026, 5, 4)),
        ],
        form="muntligt",
        sprak="somaliska",
        tolk="Tolkcentralen",
    )
    (avsnitt,) = [ett for ett in whole(rum.arende).avsnitt if "Samtycke till" in ett.rubrik]
    avtalat, moa, alva = (dict(block.rader) for block in avsnitt.block)
    assert (avtalat["Form"], avtalat["Språk"]) == ("Muntligt", "somaliska")
    assert (avtalat["Tolk"], avtalat["Det som får delas"]) == (
        "Tolkcentralen",
        "Skolgång och närvaro",
    )
    assert alva["Barnet eller den unge"] == "Alva Berg"
    assert alva["Med egna ord"] == "Bara om schemat."
    assert (moa["Vårdnadshavare"], moa["Svar"]) == ("Moa Berg", "Nej, 2026-05-04")


def _labels(modeller: list[type[models.Model]]) -> set[str]:
    return {model._meta.label for model in modeller}


def _bare(text: str) -> str:
    return re.sub(r"\s+", "", text)


def test_no_reason_outlives_its_model_or_field():
    assert set(OUTSIDE) <= _labels(models_of_the_akt())
    forseglade = {
        f"{model._meta.label}.{falt.name}"
        for model in printed_models()
        for falt in model._meta.concrete_fields
        if isinstance(falt, SealedField)
    }
    assert set(FIELDS_OUTSIDE) <= forseglade
    assert all([*OUTSIDE.values(), *FIELDS_OUTSIDE.values()])


def test_the_contents_tell_the_page_of_every_part(full):
    reader = PdfReader(BytesIO(render(whole(full.arende))))
    delar = [rad for rad in reader.outline if not isinstance(rad, list)]
    sidor = [reader.get_destination_page_number(rad) for rad in delar]
    innan = " ".join(sida.extract_text() for sida in reader.pages[: sidor[0]])
    forteckning = " ".join(innan.split())
    assert len(delar) > 12
    for rad, sida in zip(delar, sidor, strict=True):
        assert f"{rad.title} {sida + 1}" in forteckning
    for nummer, sida_ in enumerate(reader.pages, start=1):
        assert f"Sida {nummer} av {len(reader.pages)}" in sida_.extract_text()


def test_a_partys_words_with_its_own_secrecy_are_told_of_but_not_printed(full):
    Belagg.objects.update(bidrag=None)
    text = str(whole(full.arende))
    assert full.ord_["riskbedomning.Partsbidrag.text"] not in text
    for falt in ("part", "sekretess"):
        assert full.ord_[f"riskbedomning.Partsbidrag.{falt}"] in text
    bidrag = full.row(Partsbidrag)
    bidrag.sekretess = ""
    bidrag.save_base()
    assert full.ord_["riskbedomning.Partsbidrag.text"] in str(whole(full.arende))


def test_the_place_of_somebody_protected_is_not_printed(full):
    platsen = [full.ord_[f"arenden.Person.{falt}"] for falt in ("adress", "telefon", "skola")]
    Personakt.objects.update(skyddsniva="sekretessmarkering")
    text = str(whole(full.arende))
    assert not any(ord_ in text for ord_ in platsen)


def test_the_course_of_an_arbetsgang_tells_who_did_what(stad, arende):
    (avsnitt,) = [ett for ett in whole(arende).avsnitt if ett.rubrik.startswith("Arbetsgång:")]
    text = str(avsnitt)
    assert "Registrera" in text
    assert stad.handlaggare.namn in text


def test_a_note_stands_with_its_correction(stad, arende):
    rad = note(stad, arende, "Pappa slog honom.")
    add_tillagg(anteckning=rad, roll="rattelse", text="En annan man.", actor=stad.handlaggare)
    (avsnitt,) = [ett for ett in whole(arende).avsnitt if "Pappa slog honom." in str(ett)]
    assert "En annan man." in str(avsnitt)


def test_a_handling_put_in_by_mistake_says_no_more_than_that(full):
    innan = str(whole(full.arende))
    Handling.objects.update(felinford=timezone.now(), felinford_av=full.vem)
    text = str(whole(full.arende))
    for falt in ("titel", "avsandare", "filnamn", "fingeravtryck"):
        assert full.ord_[f"arenden.Handling.{falt}"] in innan
        assert full.ord_[f"arenden.Handling.{falt}"] not in text


def test_what_was_told_in_a_team_is_printed_for_a_leader_who_is_not_in_it():
    rum = make_rum()
    make_samtycke(rum)
    lamna(rum)
    leder = make_anvandare()
    give_akt(leder, rum.arende.akt)
    with row_level_security(leder.pk):
        assert not Part.objects.exists()
        text = str(whole(rum.arende))
    assert "Alva börjar tio på tisdagar." in text
    assert "Moa Berg" in text
    assert UTOM_RACKHALL in text


def test_a_proposal_that_was_sent_back_stands_with_what_the_decider_said(stad):
    arende = vagen.arende_at(stad, Steg.BESLUT)
    vagen.decide(stad, arende, Beslut.Utfall.ATERREMISS)
    (avsnitt,) = [ett for ett in whole(arende).avsnitt if ett.rubrik.startswith("Förslag 2")]
    assert "Komplettera med skolans syn." in str(avsnitt)


def test_the_akt_asks_as_much_of_the_database_however_many_rows_there_are(full):
    with CaptureQueriesContext(connection) as kort:
        whole(full.arende)
    doubled = {model._meta.label for model in printed_models() if full.copy(full.row(model))}
    assert {"arenden.Journalanteckning", "arenden.Beslut", "riskbedomning.Belagg"} <= doubled
    vem = full.arende.handlaggare
    gang = start_arbetsgang(arende=full.arende, flode="utlamnande", actor=vem)
    gangen.do(gang, "registrera", vem)
    with CaptureQueriesContext(connection) as lang:
        whole(full.arende)
    assert len(lang) == len(kort)
