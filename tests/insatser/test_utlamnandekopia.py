"""The copies that go out: gone through before they are frozen, kept as they were given."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, transaction
from django.utils import timezone

from access.middleware import row_level_security
from arenden.actions.journal import write_anteckning
from arenden.actions.las import Konflikt
from audit.models import Logghandelse
from insatser.actions.utlamnandekopia import freeze_kopior, redo_kopior, seen
from insatser.dokument.utlamnandekopia import given_items
from insatser.models import Utlamnandekopia, Utlamnandepost
from insatser.models.valbart import begarda
from tests.arenden.webb import errors_at, som
from tests.insatser import gangen, vagen
from tests.insatser.kopiorna import strike
from tests.insatser.test_utlamnande import HELT, MASKAT, NEKAD
from tests.insatser.utlamnandefall import (
    address,
    freeze,
    judge,
    make_begaran,
    struck,
    the_decision,
    the_note,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def gang(stad):
    return make_begaran(stad)


def test_nothing_is_handed_over_until_the_copies_are_frozen(stad, gang):
    struck(stad, gang)
    with pytest.raises(ValidationError, match="Gör kopiorna först"):
        gangen.do(gang, "lamna", stad.handlaggare)
    freeze(stad, gang)
    with pytest.raises(ValidationError, match="Läs igenom"):
        gangen.do(gang, "lamna", stad.handlaggare, kontrollerat=False)
    gangen.do(gang, "lamna", stad.handlaggare)
    assert gang.slut == "delvis_lamnat"
    loggat = Logghandelse.objects.filter(verb="utlamnande.give", akt_id=gang.akt_id)
    assert {rad.objekt_id for rad in loggat} == {str(item.post.pk) for item in given_items(gang)}


def test_only_what_has_been_seen_is_frozen(stad, gang):
    kopia = struck(stad, gang)
    visat = seen(gang)
    item = the_note(gang)
    strike(item, stad.handlaggare, version=kopia.version, ord_=["Mirjam"], meningar=[])
    with pytest.raises(ValidationError, match="sedan du såg"):
        freeze_kopior(gang=gang, visat=visat, actor=stad.handlaggare)
    svar = som(stad.handlaggare).post(address(gang), {"visat": visat})
    assert "sedan du såg" in errors_at(svar, "visat")[0]


def test_a_text_that_has_changed_is_gone_through_anew(stad, gang):
    struck(stad, gang)
    note = gang.arende.anteckningar.get(roll="original", signerad__isnull=False, text__isnull=False)
    tillagg = write_anteckning(
        arende=vagen.fresh(gang.arende),
        slag="samtal",
        nar=timezone.now(),
        narvarande="",
        text="Det var pappan.",
        actor=stad.handlaggare,
    )
    type(tillagg).objects.filter(pk=tillagg.pk).update(
        roll="rattelse", galler=note, signerad=timezone.now()
    )
    with pytest.raises(ValidationError, match="Texten har ändrats"):
        freeze(stad, gang)


def test_what_is_always_protected_is_never_given_whole_unlooked_at(stad, gang):
    with pytest.raises(ValidationError, match="den som har anmält"):
        judge(stad, gang, note=HELT, beslut=HELT, svar="helt")


def test_what_is_always_protected_shows_for_a_reason_alone(stad, gang):
    judge(stad, gang)
    alla = {"meningar": [], "visade": ["Rektor S. Lind", "Rektor", "Lind"]}
    with pytest.raises(ValidationError, match="Skriv varför"):
        strike(the_note(gang), stad.handlaggare, **alla)
    kopia = strike(the_note(gang), stad.handlaggare, skal="Rektorn har själv sagt det.", **alla)
    freeze(stad, gang)
    kopia.refresh_from_db()
    assert "Lind ringde" in kopia.innehall["text"]
    assert kopia.skal_att_visa == "Rektorn har själv sagt det."


def test_a_reporter_who_comes_to_be_known_later_stops_what_is_given_whole(stad, gang):
    judge(stad, gang)
    strike(the_note(gang), stad.handlaggare)
    beslut = the_decision(gang)
    anmalan = gang.arende.anmalningar.get()
    anmalan.anmalare_namn = beslut.text.split()[-1].strip(".")
    anmalan.save()
    with pytest.raises(ValidationError, match="den som har anmält"):
        freeze(stad, gang)
    with pytest.raises(ValidationError, match="lämnas hel"):
        strike(beslut, stad.handlaggare, visade=[])
    strike(beslut, stad.handlaggare)
    freeze(stad, gang)


def test_what_was_to_be_struck_is_struck(stad, gang):
    judge(stad, gang, note=NEKAD, beslut=MASKAT)
    item = the_decision(gang)
    with pytest.raises(ValidationError, match="Inget i texten är struket"):
        strike(item, stad.handlaggare, meningar=[], ord_=["Saknas"])


def test_whoever_saves_after_somebody_else_is_told(stad, gang):
    struck(stad, gang)
    with pytest.raises(Konflikt):
        strike(the_note(gang), stad.handlaggare, version=None)


def test_a_copy_stands_and_is_made_anew_only_before_it_is_handed_over(stad, gang):
    struck(stad, gang)
    freeze(stad, gang)
    webb = som(stad.handlaggare)
    assert webb.get(address(gang, "gor_om_utlamnandekopior")).status_code == 200
    assert webb.post(address(gang, "gor_om_utlamnandekopior")).status_code == 303
    oppnad = the_note(gang).kopia
    assert not oppnad.is_fryst
    assert set(oppnad.strykning["ord"]) >= {"Mirjam Provdotter", "Fältgatan 12"}
    freeze(stad, gang)
    gangen.do(gang, "lamna", stad.handlaggare)
    with pytest.raises(PermissionDenied, match="besvarad"):
        redo_kopior(gang=gang, actor=stad.handlaggare)
    assert webb.get(address(gang, "utlamnandekopior_pdf")).status_code == 200


def test_the_database_itself_keeps_what_is_frozen_and_what_is_given(stad, gang):
    struck(stad, gang)
    freeze(stad, gang)
    kopia = the_note(gang).kopia
    with row_level_security(stad.handlaggare.pk):
        with pytest.raises(DatabaseError, match="keeps its words"), transaction.atomic():
            Utlamnandekopia.objects.filter(pk=kopia.pk).update(fryst=timezone.now())
        Utlamnandepost.objects.filter(pk=kopia.post_id).update(lamnad=timezone.now())
        with pytest.raises(DatabaseError, match="keeps its words"), transaction.atomic():
            Utlamnandekopia.objects.filter(pk=kopia.pk).delete()


def test_what_a_decision_opens_is_struck_anew_under_its_own_forbehall(stad, gang):
    judge(stad, gang, svar="delvis", nojd="vill_ha_beslut")
    strike(the_note(gang), stad.handlaggare)
    freeze(stad, gang)
    gangen.do(gang, "besluta", stad.gruppledare, "andras")
    kod = next(kod for kod, _ in begarda(gang) if kod.startswith("anteckning"))
    gangen.do(gang, "prova", stad.handlaggare, "klart", post=kod, **MASKAT)
    assert the_note(gang).kopia is None
    gangen.do(gang, "sammanvag", stad.handlaggare, "delvis", forbehall="Ett annat.")
    gangen.do(gang, "besked", stad.handlaggare, "nojer_sig")
    strike(the_note(gang), stad.handlaggare)
    freeze(stad, gang)
    with pytest.raises(ValidationError, match="Förbehållet har ändrats"):
        gangen.do(gang, "lamna", stad.handlaggare)
    redo_kopior(gang=gang, actor=stad.handlaggare)
    freeze(stad, gang)
    gangen.do(gang, "lamna", stad.handlaggare)
    assert gang.slut == "delvis_lamnat"
