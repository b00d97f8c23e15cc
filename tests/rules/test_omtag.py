"""What falls when a step is done anew, and what may be taken back: on plain data."""

from __future__ import annotations

import pytest

from insatser.rules.falt import Falt
from insatser.rules.graf import Graf, Kant, Nod, Utfall, replay, still_possible
from insatser.rules.omtag import as_typed, falls_with, is_built_upon


def graf(*kanter: str, **slag: str) -> Graf:
    """Nodes by their names, each a step unless told; ways as «a>b» or «a>b:villkor»."""
    namn = dict.fromkeys(n for kant in kanter for n in kant.partition(":")[0].split(">"))
    noder = {n: Nod(namn=n, slag=slag.get(n, "steg"), titel=n) for n in namn}
    vagar = []
    for kant in kanter:
        vag, _, villkor = kant.partition(":")
        fran, till = vag.split(">")
        vagar.append(Kant(fran, till, villkor))
    return Graf("prov", 1, "Prov", "", "", noder, tuple(vagar))


RAK = graf("borjan>a", "a>b", "b>c", "c>slut", borjan="borjan", slut="slut")
DELAD = graf(
    *("borjan>d", "d>a", "d>b", "a>s", "b>s", "s>c", "c>slut"),
    borjan="borjan",
    d="dela",
    s="samla",
    slut="slut",
)
VARV = graf(
    *("borjan>a", "a>b", "b>v", "v>a:b=om", "v>slut"),
    borjan="borjan",
    v="vagval",
    slut="slut",
)


def done(*steg: str) -> list[Utfall]:
    return [Utfall(*ett.split("=")) for ett in steg]


@pytest.mark.parametrize(
    ("flode", "gjort", "valt", "faller"),
    [
        (RAK, ("a", "b", "c"), 2, [2]),
        (RAK, ("a", "b", "c"), 0, [0, 1, 2]),
        (DELAD, ("a", "b"), 0, [0]),
        (DELAD, ("a", "b", "c"), 0, [0, 2]),
        (DELAD, ("b", "a", "c"), 2, [2]),
        (VARV, ("a", "b=om", "a", "b=nej"), 1, [1, 2, 3]),
        (VARV, ("a", "b=om", "a", "b=nej"), 2, [2, 3]),
    ],
)
def test_what_falls_with_a_step(flode, gjort, valt, faller):
    assert falls_with(flode, done(*gjort), valt) == faller


def test_every_answer_of_a_round_falls_together():
    svar = [Utfall("a"), Utfall("b", "", 2), Utfall("b", "", 1), Utfall("b", "", 0), Utfall("c")]
    assert falls_with(RAK, svar, 2) == [1, 2, 3, 4]


@pytest.mark.parametrize(
    ("flode", "gjort", "valt", "byggt"),
    [
        (RAK, ("a",), 0, False),
        (RAK, ("a", "b"), 0, True),
        (DELAD, ("a", "b"), 0, False),
        (DELAD, ("a", "b", "c"), 1, True),
    ],
)
def test_what_is_built_upon(flode, gjort, valt, byggt):
    assert is_built_upon(flode, done(*gjort), valt) is byggt


def test_tokens_tell_which_ways_belong_together():
    assert dict(replay(DELAD, []).brickor) == {"a": "start/d1_1", "b": "start/d1_2"}
    assert dict(replay(DELAD, done("a", "b")).brickor) == {"c": "start"}


def test_what_could_not_be_is_passed_over():
    assert still_possible(RAK, done("b", "a", "b")) == [False, True, True]


def test_answers_come_back_as_the_form_had_them():
    falt = (
        Falt("nar", "När?", "tid"),
        Falt("ja", "Ja?", "ja_nej"),
        Falt("vem", "Vem?", "val", ur="x"),
    )
    svar = {"nar": "2026-07-01T10:00:00+00:00", "ja": False, "vem": {"kod": "7", "i_ord": "Sju"}}
    assert as_typed(falt, svar, "om") == {
        "nar": "2026-07-01T12:00",
        "ja": "nej",
        "vem": "7",
        "utfall": "om",
    }
