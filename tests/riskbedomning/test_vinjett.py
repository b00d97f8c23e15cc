"""Vignettes: about nobody, read by two, frozen once published."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, transaction

from access.models import Roll
from riskbedomning.actions.vinjett import (
    change_vinjett,
    publish_vinjett,
    review_vinjett,
    withdraw_vinjett,
    write_vinjett,
)
from riskbedomning.models import Vinjett
from riskbedomning.rules.vinjett import hinder_for_text, likely_names
from tests.builders import make_anvandare
from tests.riskbedomning.vinjetter import TEXT, make_vinjett


@pytest.fixture
def tove(db):
    return make_anvandare(Roll.METODLEDARE, namn="Tove Metodin")


@pytest.fixture
def ines(db):
    return make_anvandare(Roll.METODLEDARE, namn="Ines Vägmark")


@pytest.fixture
def utkast(tove):
    return write_vinjett(rubrik="Kvällarna", text=TEXT, alder=14, actor=tove)


@pytest.mark.parametrize(
    "text",
    [
        "Född 20120126-2399.",
        "Nummer 120126-2399 i akten",
        "120126+2399",
        "Samordningsnummer 20120186 2399",
        "Ring 070-123 45 67",
        "Skriv till kim@example.se",
        "Se JAR-2026-00012",
    ],
)
def test_what_could_point_to_somebody_is_refused(text):
    assert hinder_for_text(text)


@pytest.mark.parametrize(
    "text", [TEXT, "Hon är 14 år och går i 8B.", "År 2026 flyttade de 3 gånger."]
)
def test_ordinary_text_is_let_through(text):
    assert hinder_for_text(text) == []


def test_words_that_may_be_names_are_pointed_out():
    text = "Kim är ute sent. På kvällen träffar Kim sin kusin Sam i Exempelby. BBIC hjälper."
    assert likely_names(text) == ["Kim", "Sam", "Exempelby"]


def test_nothing_is_saved_of_a_text_with_a_number(tove):
    with pytest.raises(ValidationError, match="personnummer"):
        write_vinjett(rubrik="Pojken", text="Född 20120126-2399.", alder=14, actor=tove)
    assert not Vinjett.objects.exists()


def test_the_writer_does_not_review_and_an_unreviewed_text_is_not_published(utkast, tove):
    with pytest.raises(PermissionDenied, match="annan metodledare"):
        review_vinjett(vinjett=utkast, actor=tove)
    with pytest.raises(PermissionDenied, match="granskat"):
        publish_vinjett(vinjett=utkast, actor=tove)


def test_a_change_after_the_review_is_reviewed_again(utkast, tove, ines):
    review_vinjett(vinjett=utkast, actor=ines)
    rad = change_vinjett(vinjett=utkast, rubrik="Kvällar", text=TEXT, alder=14, actor=tove)
    assert (rad.status, rad.granskad_av) == (Vinjett.Status.UTKAST, None)


def test_only_the_writer_changes_it(utkast, ines):
    with pytest.raises(PermissionDenied, match="Bara den som har skrivit"):
        change_vinjett(vinjett=utkast, rubrik="X", text=TEXT, alder=14, actor=ines)


def test_a_published_text_is_frozen_for_everybody(tove, db):
    vinjett = make_vinjett(metodledare=tove)
    with pytest.raises(PermissionDenied, match="ändras inte"):
        change_vinjett(vinjett=vinjett, rubrik="X", text=TEXT, alder=14, actor=tove)
    with pytest.raises(DatabaseError, match="frozen"), transaction.atomic():
        Vinjett.objects.filter(pk=vinjett.pk).update(text="Något annat.")
    with pytest.raises(DatabaseError, match="frozen"), transaction.atomic():
        Vinjett.objects.filter(pk=vinjett.pk).update(status="utkast")


def test_what_is_withdrawn_stays_so(tove, db):
    vinjett = withdraw_vinjett(vinjett=make_vinjett(), actor=tove)
    with pytest.raises(PermissionDenied):
        withdraw_vinjett(vinjett=vinjett, actor=tove)
    with pytest.raises(DatabaseError, match="frozen"), transaction.atomic():
        Vinjett.objects.filter(pk=vinjett.pk).update(status="publicerad")


@pytest.mark.parametrize("roll", sorted(set(Roll) - {Roll.METODLEDARE}))
def test_nobody_else_keeps_vignettes(roll, utkast, db):
    person = make_anvandare(roll)
    for gor in (
        lambda: write_vinjett(rubrik="X", text=TEXT, alder=14, actor=person),
        lambda: review_vinjett(vinjett=utkast, actor=person),
        lambda: withdraw_vinjett(vinjett=utkast, actor=person),
    ):
        with pytest.raises(PermissionDenied):
            gor()
