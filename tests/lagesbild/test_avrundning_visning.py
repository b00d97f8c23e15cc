"""From records to a table that may be counted, and from a rounded table to what is shown."""

import csv
from io import StringIO

import pytest

from lagesbild.rules.avrundning import controlled_rounding
from lagesbild.rules.tabell import ALL, Dimension, RoundedTable
from lagesbild.rules.underlag import (
    KON,
    OMRADE_VISAS_INTE,
    Rad,
    pooled_omraden,
    table_by_omrade_and_kon,
)
from lagesbild.rules.visning import bars, csv_text, legend, shown_rows

OMRADEN = ("Bromma", "Farsta", "Järva")


def befolkning(**flickor):
    return {(omrade, kon): flickor.get(omrade, 400) for omrade in OMRADEN for kon in KON}


def make_rad(pseudonym, omrade="Farsta", kon="Flickor", *, skyddad=False):
    return Rad(pseudonym, omrade, kon, has_skyddade_uppgifter=skyddad)


def make_rounded(**spread):
    return RoundedTable(
        (Dimension("Stadsdelsområde", ("Farsta",)), Dimension("Kön", KON)),
        {
            ("Farsta", "Flickor"): 0,
            ("Farsta", "Pojkar"): 10,
            ("Farsta", ALL): 10,
            (ALL, "Flickor"): 0,
            (ALL, "Pojkar"): 10,
            (ALL, ALL): 10,
        },
        plan_version=3,
        **spread,
    )


def test_large_areas_stand_alone():
    assert pooled_omraden(befolkning(), OMRADEN) == frozenset()


def test_an_area_with_a_group_under_fifty_takes_company():
    assert pooled_omraden(befolkning(Farsta=49), OMRADEN) == {"Farsta", "Bromma"}


def test_fifty_is_enough():
    assert pooled_omraden(befolkning(Farsta=50), OMRADEN) == frozenset()


def test_a_pool_grows_until_each_sex_has_fifty():
    small = befolkning(Bromma=10, Farsta=20, Järva=60)
    assert pooled_omraden(small, OMRADEN) == {"Bromma", "Farsta", "Järva"}


def test_an_unknown_population_counts_as_none():
    assert pooled_omraden({}, OMRADEN) == set(OMRADEN)


def test_protected_children_are_counted_only_in_the_city():
    table = table_by_omrade_and_kon(
        [make_rad("a"), make_rad("b", skyddad=True)], OMRADEN, befolkning()
    )
    assert table.count(("Farsta", ALL)) == 1
    assert table.count((OMRADE_VISAS_INTE, ALL)) == 1
    assert table.count((ALL, ALL)) == 2


def test_a_small_area_is_not_a_row():
    table = table_by_omrade_and_kon(
        [make_rad("a"), make_rad("b", "Järva")], OMRADEN, befolkning(Farsta=49)
    )
    assert table.dimensions[0].kategorier == ("Järva", OMRADE_VISAS_INTE)
    assert table.count((OMRADE_VISAS_INTE, "Flickor")) == 1


@pytest.mark.parametrize("omrade", [None, "Annan kommun"])
def test_a_child_from_elsewhere_counts_in_the_city(omrade):
    table = table_by_omrade_and_kon([make_rad("a", omrade)], OMRADEN, befolkning())
    assert table.count((OMRADE_VISAS_INTE, "Flickor")) == 1


def test_a_child_whose_sex_is_unknown_is_left_out():
    table = table_by_omrade_and_kon([make_rad("a", kon=None)], OMRADEN, befolkning())
    assert table.count((ALL, ALL)) == 0


def test_the_row_for_hidden_areas_is_there_with_nobody_in_it():
    table = table_by_omrade_and_kon([], OMRADEN, befolkning())
    assert table.dimensions[0].kategorier == (*OMRADEN, OMRADE_VISAS_INTE)
    assert set(controlled_rounding(table, b"n" * 32, 1).values.values()) == {0}


def test_rows_show_zero_as_an_interval_and_the_rest_as_about():
    rows = shown_rows(make_rounded())
    assert [row.rubrik for row in rows] == ["Farsta", "Samtliga"]
    assert [cell.text for cell in rows[0].cells] == ["0–4", "≈ 10", "≈ 10"]
    assert (rows[0].cells[1].lower, rows[0].cells[1].upper) == (6, 14)
    assert rows[1].is_total


def test_a_wider_spread_is_said_in_cells_and_legend():
    rounded = make_rounded(spread=9)
    assert shown_rows(rounded)[0].cells[0].text == "0–9"
    assert shown_rows(rounded)[1].cells[0].text == "0–4"
    assert any("högst 9" in line for line in legend(rounded))
    assert "Summor ligger högst 4 från det verkliga antalet." in legend(rounded)


def test_the_file_carries_its_legend_and_reads_back():
    text = csv_text(make_rounded(), rubrik="Barn med pågående insats", period="2026 kvartal 3")
    lines = list(csv.reader(StringIO(text), delimiter=";"))
    notes = [line[0] for line in lines if line[0].startswith("#")]
    assert notes[:2] == ["# Barn med pågående insats", "# Period: 2026 kvartal 3"]
    assert any("avrundade" in note for note in notes)
    assert lines[len(notes)] == ["Stadsdelsområde", "Kön", "Visat", "Tal", "Lägst", "Högst"]
    assert ["Farsta", "Flickor", "0–4", "0", "0", "4"] in lines
    assert lines[-1] == ["Samtliga", "Samtliga", "≈ 10", "10", "6", "14"]


def test_bars_carry_the_interval_as_a_band():
    flickor, pojkar = bars(
        make_rounded(), [("Farsta", "Flickor"), ("Farsta", "Pojkar")], width=140, step=20
    )
    assert (flickor.text, flickor.width, flickor.band_x, flickor.band_width) == ("0–4", 0, 0, 40)
    assert (pojkar.rubrik, pojkar.y, pojkar.width) == ("Farsta · Pojkar", 20, 100)
    assert (pojkar.band_x, pojkar.band_width) == (60, 80)


def test_no_bars_for_no_cells():
    assert bars(make_rounded(), [], width=140, step=20) == []
