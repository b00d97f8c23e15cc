"""Names as Swedes spell them: what is found, what comes first, and what stays apart."""

from __future__ import annotations

import pickle
from datetime import date
from uuid import UUID

import pytest

from arenden.rules.namnregister import Likhet, Namnregister
from arenden.rules.namnsok import allowed_typos, fold, is_within, sound, words_of
from arenden.rules.sokfraga import OgiltigFraga, Sokslag, read_fraga

IDAG = date(2026, 11, 21)


@pytest.mark.parametrize(
    ("namn", "ord_"),
    [
        ("Åsa Öberg", ("åsa", "öberg")),
        ("  ELIN  Ärlig ", ("elin", "ärlig")),
        ("Anna-Karin Lind", ("anna", "karin", "annakarin", "lind")),
        ("Anna\u2010Karin", ("anna", "karin", "annakarin")),
        ("Carl von der Linde", ("carl", "linde")),
        ("Ebba af Geijerstam", ("ebba", "geijerstam")),
        ("Maria de la Cruz", ("maria", "cruz")),
        ("Sean O'Brien", ("sean", "obrien")),
        ("Sean O’Brien", ("sean", "obrien")),
        ("A\u030asa", ("åsa",)),  # a and a ring of its own
        ("ﬁlip", ("filip",)),
        ("Weiß", ("weiss",)),
        ("Kim Kim", ("kim",)),
        ("De", ("de",)),
        ("", ()),
        (" - ", ()),
    ],
)
def test_the_words_of_a_name(namn, ord_):
    assert words_of(namn) == ord_


@pytest.mark.parametrize(
    ("ord_", "vikt"),
    [("åkesson", "akesson"), ("öberg", "oberg"), ("andré", "andre"), ("møller", "moller"),
     ("łukasz", "lukasz"), ("ayşe", "ayse"), ("çelik", "celik")],
)  # fmt: skip
def test_folded_as_a_foreign_keyboard_writes(ord_, vikt):
    assert fold(ord_) == vikt


LIKA = [
    "Christoffer Kristoffer Cristoffer Kristofer",
    "Sjöberg Schöberg Skjöberg Shöberg",
    "Åse Aase",
    "Eriksson Ericsson Erikson Ericson Erickson",
    "Mohammed Muhamed Mohamed Muhammed",
    "Karl Carl",
    "Oskar Oscar",
    "Kristina Christina Cristina",
    "Lindqvist Lindkvist Lindquist Lindqwist",
    "Gustafsson Gustavsson Gustafson Gustavson",
    "Olof Olov Oluf",
    "Löfgren Lövgren Löfvgren",
    "Thomas Tomas",
    "Josef Joseph Yosef",
    "Michael Mikael",
    "Jon John",
    "Öman Öhman",
    "Dahl Dal Dahll",
    "Ståhl Stål",
    "Lind Lindh",
    "Persson Pärsson Person Perzon",
    "Källberg Kjellberg Kellberg",
    "Hjelm Jelm Hjälm",
    "Ljungberg Jungberg",
    "Göran Jöran",
    "Svensson Swensson",
    "Axelsson Akselsson",
    "Wallin Vallin",
    "Eva Ewa",
    "Maja Maia Maya",
    "Katja Katia",
    "Cecilia Sesilia",
    "Zetterberg Setterberg",
    "Möller Møller",
    "Charlotte Sharlotte",
    "Schmidt Schmitt",
    "Hassan Hasan",
]


@pytest.mark.parametrize("stavningar", LIKA)
def test_spellings_that_are_said_alike_share_one_sound(stavningar):
    assert len({sound(ett.casefold()) for ett in stavningar.split()}) == 1


@pytest.mark.parametrize(
    "namn",
    ["Åberg Öberg", "Ola Ella", "Ali Olle", "Anna Hanna", "Nilsson Nielsen", "Lars Lasse",
     "Berg Borg", "Sara Sarah-Li", "Elin Elina", "Hanna Johanna"],
)  # fmt: skip
def test_names_that_are_not_alike_have_different_sounds(namn):
    ett, annat = namn.casefold().split()
    assert sound(ett) != sound(annat)


@pytest.mark.parametrize(
    ("ett", "annat", "most", "inom"),
    [
        ("elias", "elias", 0, True),
        ("elias", "eilas", 1, True),  # swapped
        ("elias", "elas", 1, True),
        ("elias", "elilas", 1, True),
        ("elias", "elkas", 1, True),
        ("elias", "eslias", 1, True),
        ("elias", "ellas", 0, False),
        ("elias", "alius", 1, False),
        ("elias", "el", 2, False),
        ("kristofer", "kritsofr", 2, True),
        ("kristofer", "krtsfer", 1, False),
        ("", "", 0, True),
    ],
)
def test_slips_of_the_pen(ett, annat, most, inom):
    assert is_within(ett, annat, most) is inom
    assert is_within(annat, ett, most) is inom


def test_short_names_are_never_guessed():
    assert [allowed_typos(ord_) for ord_ in ("li", "åsa", "elin", "andersson")] == [0, 0, 1, 2]


PERSONER = [
    "Christoffer Sjöberg",
    "Kristoffer Schöberg",
    "Åse Eriksson",
    "Aase Ericsson",
    "Mohammed Öberg",
    "Muhamed Oberg",
    "Anna-Karin von Åkesson",
    "Karin Åberg",
    "Annika Akbar",
]
ALLA = [UUID(int=n) for n in range(1, len(PERSONER) + 1)]


@pytest.fixture(scope="module")
def register():
    return Namnregister((akt, [namn]) for akt, namn in zip(ALLA, PERSONER, strict=True))


def found(register, text, synliga=ALLA):
    return [PERSONER[ALLA.index(akt)] for _, akt in register.search(text, synliga)]


@pytest.mark.parametrize(
    ("text", "ska"),
    [
        ("Kristoffer", ["Kristoffer Schöberg", "Christoffer Sjöberg"]),
        ("christoffer sjöberg", ["Christoffer Sjöberg", "Kristoffer Schöberg"]),
        ("sjöberg christoffer", ["Christoffer Sjöberg", "Kristoffer Schöberg"]),
        ("Åse", ["Åse Eriksson", "Aase Ericsson"]),
        ("Ericsson", ["Aase Ericsson", "Åse Eriksson"]),
        ("Öberg", ["Mohammed Öberg", "Muhamed Oberg"]),
        ("Oberg", ["Muhamed Oberg", "Mohammed Öberg", "Karin Åberg"]),
        ("Åberg", ["Karin Åberg", "Muhamed Oberg"]),
        ("åk", ["Anna-Karin von Åkesson", "Annika Akbar"]),
        ("Akesson", ["Anna-Karin von Åkesson"]),
        ("Muhammad", ["Mohammed Öberg", "Muhamed Oberg"]),
        ("Anna Karin", ["Anna-Karin von Åkesson"]),
        ("Annakarin", ["Anna-Karin von Åkesson"]),
        ("von Åkesson", ["Anna-Karin von Åkesson"]),
        ("Karin", ["Anna-Karin von Åkesson", "Karin Åberg"]),
        ("Kairn Åbreg", ["Karin Åberg"]),
        ("Ann", ["Anna-Karin von Åkesson", "Annika Akbar"]),
        ("Sjöberg Eriksson", []),
        ("Zebulon", []),
    ],
)
def test_who_is_found_and_in_which_order(register, text, ska):
    assert found(register, text) == ska


def test_a_name_outside_what_one_sees_changes_nothing(register):
    """The answer is the one that a register without the others would give, order and all."""
    mina = [akt for akt, namn in zip(ALLA, PERSONER, strict=True) if "berg" not in namn]
    egna = Namnregister((akt, [PERSONER[ALLA.index(akt)]]) for akt in mina)
    for text in ("Åse", "Karin", "Öberg", "Kristoffer", "a", "Akbar"):
        assert register.search(text, mina) == egna.search(text, mina)


def test_own_earlier_names_are_found_too():
    register = Namnregister([(ALLA[0], ["Elin Lind", "Elin Ström"])])
    assert [akt for _, akt in register.search("elin ström", ALLA)] == [ALLA[0]]
    assert register.search("elin", ALLA) == [(Likhet.SKRIVET, ALLA[0])]


def test_the_register_is_neither_shown_nor_carried_away(register):
    assert repr(register) == f"<Namnregister: {len(PERSONER)} personer>"
    with pytest.raises(TypeError):
        pickle.dumps(register)


@pytest.mark.parametrize(
    ("text", "slag", "varde"),
    [
        ("Åsa Öberg", Sokslag.NAMN, "Åsa Öberg"),
        ("  åsa   öberg ", Sokslag.NAMN, "åsa öberg"),
        ("Anna-Karin O’Brien", Sokslag.NAMN, "Anna-Karin O’Brien"),
        ("J. Svensson", Sokslag.NAMN, "J. Svensson"),
        ("1201262399", Sokslag.NUMMER, "201201262399"),
        ("120126-2399", Sokslag.NUMMER, "201201262399"),
        ("201201262399", Sokslag.NUMMER, "201201262399"),
        ("20120126-2399", Sokslag.NUMMER, "201201262399"),
        ("20120126\u20132399", Sokslag.NUMMER, "201201262399"),
        ("jar-2026-00042", Sokslag.ARENDENUMMER, "JAR-2026-00042"),
    ],
)
def test_what_the_box_takes(text, slag, varde):
    fraga = read_fraga(text, idag=IDAG)
    assert (fraga.slag, fraga.varde) == (slag, varde)


@pytest.mark.parametrize(
    ("text", "ord_"),
    [
        ("", "minst två bokstäver"),
        ("å", "minst två bokstäver"),
        ("20120126-2398", "Kontrollsiffran"),
        ("2012", "tio eller tolv siffror"),
        ("Elias 2012", "namn, personnummer"),
        ("född: 2012-01-26", "namn, personnummer"),
        ("%", "namn, personnummer"),
        ("a*", "namn, personnummer"),
        ("<script>", "namn, personnummer"),
        ("kim\x00", "namn, personnummer"),
        ("han slog sin lillebror med en sten", "för många ord"),
        ("a" * 101, "för lång"),
    ],
)
def test_what_the_box_refuses_says_what_to_write(text, ord_):
    with pytest.raises(OgiltigFraga, match=ord_):
        read_fraga(text, idag=IDAG)
