"""Nothing that an akt holds is missing from the whole akt on paper, and nothing else is in it."""

from __future__ import annotations

import re
from io import BytesIO

import pytest
from django.db import connection, models
from django.test.utils import CaptureQueriesContext
from pypdf import PdfReader

from access.regel import protected_models
from arenden.models import Arende, Lattlast, Steg
from arenden.pdf import render
from arenden.rules.innehall import Innehall
from encryption.fields import SealedField
from insatser.actions.arbetsgang import start_arbetsgang
from insatser.dokument.helaakten import akt_innehall
from insatser.fard import gangvag
from insatser.models import Plan
from samverkansteam.models import Lagrum
from tests.arenden.dokumenten import words_of_paper
from tests.insatser import gangen, vagen
from tests.insatser.aktrader import Fyllare, ask_something, past_the_guards

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
FIELDS_OUTSIDE = {
    "arenden.Anmalan.avtryck": "fingerprint of the import",
    "arenden.Handling.nyckel": "key of the file",
    "arenden.Handling.felinford_skal": "what was put in by mistake says no more than that it was",
    "arenden.Kommuniceringsunderlag.delar": "which parts were chosen: what was shown is printed",
    "arenden.Kommuniceringsunderlag.maskning": "the masked words themselves",
    "insatser.Behov.faktor": "id of the factor, whose words the need has",
    "insatser.Overflyttning.person": "the child's own name and number, as at the head",
    "riskbedomning.Belagg.annan_kalla": "key of the source, whose name is printed",
    "riskbedomning.Externbedomning.felinford_skal": "as for a handling put in by mistake",
    "riskbedomning.StrategisktBrott.aterkallad_skal": "what is taken back is not shown",
}


def models_of_the_akt() -> list[type[models.Model]]:
    return [
        model
        for model in protected_models()
        if getattr(model, "radskydd", "") in OF_THE_AKT and not hasattr(model, "instance_type")
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
    with past_the_guards(models_of_the_akt()):
        fyllare = Fyllare(arende, stad.handlaggare)
        for model in printed_models():
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
