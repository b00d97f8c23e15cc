"""Likvärdighet: what the city does is compared, and nobody is found by it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction
from lxml import html

from access.middleware import row_level_security
from access.models import Roll
from arenden.models import Frist, Personakt, Steg, Utredning
from arenden.models.akt import Skyddsniva
from encryption.opened import collect_openings
from lagesbild.actions.likvardighet import build_likvardighetsuttag, table_for
from lagesbild.models import Likvardighetsrad, Likvardighetsuttag
from lagesbild.models.likvardighet import LIKVARDIGHET_ROLLER
from lagesbild.rules.kvartal import Kvartal
from lagesbild.rules.likvardighet import (
    HELA_STADEN,
    HOGST_14,
    HORD,
    I_TID,
    INTE_MEDLAST,
    MER_14,
    SENARE,
    Likvardighetsmatt,
    shown_share,
    table_of,
)
from lagesbild.rules.plan import befolkning, omraden
from lagesbild.rules.tabell import ALL, Cell, Dimension, RoundedTable, Table
from lagesbild.rules.underlag import OMRADE_VISAS_INTE
from tests.builders import make_anvandare
from tests.conftest import logga_in
from tests.insatser import vagen
from tests.lagesbild.underlag import I_TID_ANTAL, make_likvardighetsuttag

SIDA = "/lagesbild/likvardighet/uppfoljning/"
MATT = Likvardighetsmatt.UPPFOLJNING


def true_table(uttag) -> Table:
    return table_of(MATT, uttag.underlag(MATT), omraden(), befolkning())


# The attack: a reader with pencil and paper, who knows what is published and nothing else.


Kant = dict[Cell, tuple[int, int]]


def narrowed(published: Mapping[Cell, tuple[int, int]]) -> Kant:
    """What each true number can be: every sum is drawn tight until nothing moves any more."""
    known = dict(published)
    sums = [
        (
            cell,
            [
                c
                for c in known
                if c[:at] == cell[:at] and c[at] is not ALL and c[at + 1 :] == cell[at + 1 :]
            ],
        )
        for cell in known
        for at in range(len(cell))
        if cell[at] is ALL
    ]
    while any(_tighten(known, summa, delar) for summa, delar in sums):
        pass
    return known


def _tighten(known: Kant, summa: Cell, delar: list[Cell]) -> bool:
    before = {cell: known[cell] for cell in (summa, *delar)}
    low, high = known[summa]
    lows, highs = (sum(known[d][end] for d in delar) for end in (0, 1))
    known[summa] = max(low, lows), min(high, highs)
    low, high = known[summa]
    for del_ in delar:
        rest_low = sum(known[d][0] for d in delar if d != del_)
        rest_high = sum(known[d][1] for d in delar if d != del_)
        known[del_] = max(known[del_][0], low - rest_high), min(known[del_][1], high - rest_low)
    return any(known[cell] != was for cell, was in before.items())


def opened_by(published: Kant, table: Table) -> list[Cell]:
    """The small true numbers that the attack has found: proven 1–4, or nearly exactly."""
    return [
        cell
        for cell, (low, high) in narrowed(published).items()
        if table.count(cell) < 5 and (high - low < 4 or (low >= 1 and high <= 4))
    ]


@pytest.mark.django_db
def test_the_attack_opens_nothing_that_is_published():
    uttag = make_likvardighetsuttag()
    rounded = table_for(uttag, MATT)
    published = {cell: rounded.bounds(cell) for cell in rounded.cells()}
    assert opened_by(published, true_table(uttag)) == []


@pytest.mark.django_db
def test_the_same_attack_opens_a_table_that_only_hides_its_small_cells():
    table = true_table(make_likvardighetsuttag())
    published = {
        cell: (0, 4) if table.count(cell) < 5 else (table.count(cell), table.count(cell))
        for cell in table.cells()
    }
    assert ("Bromma", "Flickor", SENARE) in opened_by(published, table)
    assert narrowed(published)["Bromma", "Flickor", SENARE] == (3, 3)


@pytest.mark.django_db
def test_what_is_corrected_later_changes_nothing_that_was_shown():
    """Two tables over the same months would give the corrected child away."""
    stad = vagen.make_stad()
    arende = vagen.arende_at(stad, Steg.UTREDNING)
    nu = arende.oppnat + timedelta(days=100)
    uttag = build_likvardighetsuttag(nu=nu, actor=None)
    before = list(uttag.rader.values_list("pseudonym", "matt", "klass"))
    Personakt.objects.filter(pk=arende.akt_id).update(kon="K", stadsdelsomrade="Farsta")
    assert build_likvardighetsuttag(nu=nu, actor=None) == uttag
    assert list(uttag.rader.values_list("pseudonym", "matt", "klass")) == before


@pytest.mark.django_db
def test_a_protected_child_stands_in_no_area():
    uttag = make_likvardighetsuttag(skyddade=("Skärholmen",))
    table = true_table(uttag)
    assert table.count(("Skärholmen", ALL, ALL)) == 0
    assert table.count((OMRADE_VISAS_INTE, ALL, ALL)) == sum(
        antal for (omrade, *_), antal in I_TID_ANTAL.items() if omrade == "Skärholmen"
    )


@pytest.mark.django_db
def test_how_many_needed_a_second_reader_is_never_told_by_area():
    uttag = make_likvardighetsuttag(matt=Likvardighetsmatt.MEDLASNING, klasser=(INTE_MEDLAST,) * 2)
    rounded = table_for(uttag, Likvardighetsmatt.MEDLASNING)
    assert rounded.dimensions[0].kategorier == (HELA_STADEN,)


@pytest.mark.django_db
def test_no_measure_is_about_how_anybody_was_assessed():
    fields = {field.name for field in Likvardighetsrad._meta.concrete_fields}
    klasser = {klass for matt in Likvardighetsmatt for klass in matt.klasser}
    assert fields.isdisjoint({"samlad", "niva", "svar", "akt", "arende"})
    assert klasser.isdisjoint({"Omfattande och samordnat stöd behövs", "Visst stöd behövs"})


@pytest.mark.django_db
def test_numbers_are_fives_and_add_up_over_area_and_sex():
    rounded = table_for(make_likvardighetsuttag(), MATT)
    assert all(value % 5 == 0 for value in rounded.values.values())
    for klass in (I_TID, SENARE, ALL):
        omraden = rounded.dimensions[0].kategorier
        assert rounded.values[ALL, ALL, klass] == sum(
            rounded.values[omrade, kon, klass]
            for omrade in omraden
            for kon in rounded.dimensions[1].kategorier
        )


def test_a_share_is_told_of_fifty_or_more():
    rounded = _rounded({I_TID: 40, SENARE: 20})
    assert shown_share(rounded, "Farsta", "Flickor") == "cirka 65 %"
    assert shown_share(_rounded({I_TID: 25, SENARE: 20}), "Farsta", "Flickor") == "–"


def _rounded(klasser: dict[str, int]) -> RoundedTable:
    dimensions = (
        Dimension("Stadsdelsområde", ("Farsta",)),
        Dimension("Kön", ("Flickor",)),
        Dimension(MATT.namn, (I_TID, SENARE)),
    )
    values = {("Farsta", "Flickor", klass): antal for klass, antal in klasser.items()}
    values["Farsta", "Flickor", ALL] = sum(klasser.values())
    return RoundedTable(dimensions=dimensions, values=values, plan_version=1)


# The extract.


@pytest.mark.django_db
def test_the_extract_reads_what_was_done_and_opens_nothing():
    stad = vagen.make_stad()
    arende = vagen.arende_at(stad, Steg.INSATS)
    kvartal = Kvartal.of(arende.oppnat.date())
    with collect_openings() as openings:
        uttag = build_likvardighetsuttag(nu=arende.oppnat + timedelta(days=100), actor=None)
    assert not openings
    assert uttag.period == str(kvartal)
    klasser = dict(uttag.rader.values_list("matt", "klass"))
    assert klasser["forhandsbedomning"] == HOGST_14
    assert klasser["barnets_rost"] == HORD
    assert klasser["medlasning"] == INTE_MEDLAST
    assert not uttag.rader.filter(pseudonym__contains=str(arende.akt_id)).exists()


@pytest.mark.django_db
def test_a_late_decision_is_in_its_class():
    stad = vagen.make_stad()
    arende = vagen.arende_at(stad, Steg.UTREDNING)
    arende.forhandsbedomning.beslutad = arende.oppnat + timedelta(days=15)
    arende.forhandsbedomning.save()
    Utredning.objects.update(avslutad=None)
    uttag = build_likvardighetsuttag(nu=arende.oppnat + timedelta(days=120), actor=None)
    assert uttag.rader.get(matt="forhandsbedomning").klass == MER_14
    assert not uttag.rader.filter(matt="barnets_rost").exists()


@pytest.mark.django_db
def test_a_follow_up_after_its_day_is_late():
    stad = vagen.make_stad()
    arende = vagen.arende_at(stad, Steg.UPPFOLJNING)
    frist = Frist.objects.filter(slag="uppfoljning").latest("ankare")
    frist.utgang, frist.nasta_steg = Frist.Utgang.UPPFYLLD, None
    for dagar, klass in ((0, I_TID), (2, SENARE)):
        frist.stoppad = frist.senast + timedelta(days=dagar)
        frist.save()
        Likvardighetsuttag.objects.all().delete()
        nasta = Kvartal.of(frist.stoppad.date()).next
        nu = frist.stoppad.replace(year=nasta.ar, month=nasta.first_day.month, day=15)
        uttag = build_likvardighetsuttag(nu=nu, actor=None)
        assert uttag.rader.get(matt="uppfoljning").klass == klass
    assert arende.akt.skyddsniva == Skyddsniva.INGEN


@pytest.mark.django_db
def test_the_web_writes_no_extract():
    person = make_anvandare(Roll.METODLEDARE)
    refused = pytest.raises(DatabaseError, match="must not write")
    with refused, transaction.atomic(), row_level_security(person.pk):
        Likvardighetsuttag.objects.create(period="2026K2")


# The page.


@pytest.mark.django_db
def test_the_page_has_neither_true_numbers_nor_a_way_to_a_person(client):
    make_likvardighetsuttag()
    sida = html.fromstring(
        logga_in(client, make_anvandare(Roll.METODLEDARE)).get(SIDA).content
    ).find(".//main")
    celler = [td.text_content().split() for td in sida.findall(".//td")]
    shown = {int(ord_) for cell in celler if cell[:1] == ["≈"] for ord_ in cell[1:2]}
    assert shown
    assert all(tal % 5 == 0 for tal in shown)
    assert not [a for a in sida.findall(".//a") if "arenden" in a.get("href")]


@pytest.mark.django_db
@pytest.mark.parametrize("roll", sorted(set(Roll)))
def test_only_those_who_compare_come_in(client, roll):
    svar = logga_in(client, make_anvandare(roll)).get(SIDA).status_code
    assert svar == (200 if roll in LIKVARDIGHET_ROLLER else 403)


@pytest.mark.django_db
def test_an_unknown_measure_is_not_found(client):
    metodledare = logga_in(client, make_anvandare(Roll.METODLEDARE))
    assert metodledare.get("/lagesbild/likvardighet/risk/").status_code == 404


@pytest.mark.django_db
def test_without_an_extract_the_page_says_when_there_is_one(client):
    svar = logga_in(client, make_anvandare(Roll.ANALYTIKER)).get(SIDA)
    assert "natten efter varje kvartals slut" in svar.content.decode()
