"""Answering: what changed is saved, and nobody's words are overwritten."""

import pytest
from django.core.exceptions import PermissionDenied

from audit.models import Logghandelse
from riskbedomning.actions import Svarsuppgift, save_svar
from riskbedomning.models import Bedomning, Faktorsvar
from tests.riskbedomning.instrument import SVAR


def save(bedomning, faktor, actor, *, version=0, **varden):
    return save_svar(
        bedomning=bedomning, uppgifter=[Svarsuppgift(faktor, version, varden)], actor=actor
    )


def only_svar():
    return Faktorsvar.objects.get()


def test_an_answer_is_saved_sealed_and_logged(bedomning, faktor, asa):
    assert save(bedomning, faktor, asa, **SVAR) == []
    svar = only_svar()
    assert (svar.svar, svar.belagg, svar.andrad_av) == ("finns", "Samtal med skolan.", asa)
    entry = Logghandelse.objects.get(verb="bedomning.answer")
    assert (entry.akt_id, entry.objekt_id) == (bedomning.akt_id, str(svar.pk))


def test_an_untouched_factor_leaves_no_row_and_no_entry(bedomning, faktor, asa):
    save(bedomning, faktor, asa, svar="", belagg="", kalla="", relevans_nu="", kritisk="nej")
    assert not Faktorsvar.objects.exists()
    assert not Logghandelse.objects.filter(verb="bedomning.answer").exists()


def test_saving_the_same_again_writes_nothing(bedomning, faktor, asa):
    save(bedomning, faktor, asa, **SVAR)
    save(bedomning, faktor, asa, version=1, **SVAR)
    assert only_svar().version == 1


def test_two_people_in_different_fields_are_merged(bedomning, faktor, asa, bjorn):
    save(bedomning, faktor, asa, **SVAR)
    save(bedomning, faktor, bjorn, version=1, **(SVAR | {"belagg": "Björns text."}))
    konflikter = save(bedomning, faktor, asa, version=1, **(SVAR | {"svar": "delvis"}))
    assert konflikter == []
    assert (only_svar().svar, only_svar().belagg) == ("delvis", "Björns text.")


def test_two_people_in_one_field_keep_both_texts(bedomning, faktor, asa, bjorn):
    save(bedomning, faktor, asa, **SVAR)
    save(bedomning, faktor, bjorn, version=1, belagg="Björns text.")
    (konflikt,) = save(bedomning, faktor, asa, version=1, belagg="Åsas text.")
    assert (konflikt.fore, konflikt.andra, konflikt.mitt) == (
        "Samtal med skolan.",
        "Björns text.",
        "Åsas text.",
    )
    assert (konflikt.vem, konflikt.version) == (bjorn, 2)
    assert only_svar().belagg == "Björns text."


def test_an_answer_first_given_by_two_is_a_conflict(bedomning, faktor, asa, bjorn):
    save(bedomning, faktor, bjorn, svar="finns")
    (konflikt,) = save(bedomning, faktor, asa, svar="finns_inte")
    assert (konflikt.fore, konflikt.andra, konflikt.mitt) == ("", "finns", "finns_inte")


def test_an_outsider_answers_nothing(bedomning, faktor, utomstaende):
    with pytest.raises(PermissionDenied, match="inte handläggare"):
        save(bedomning, faktor, utomstaende, **SVAR)
    assert not Faktorsvar.objects.exists()


def test_a_completed_assessment_is_locked(bedomning, faktor, asa):
    Bedomning.objects.filter(pk=bedomning.pk).update(status="fardig", fardig_at=bedomning.paborjad)
    with pytest.raises(PermissionDenied, match="låst"):
        save(bedomning, faktor, asa, **SVAR)
