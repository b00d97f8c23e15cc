"""Flows that are read out of the facts: each status is a node, and each act follows a way."""

from __future__ import annotations

import pytest
from django.utils import timezone

from access.models import Nodoppning, Roll
from arenden.actions.gallring.forslag import approve_gallring, decide_gallring, undo_gallring
from arenden.actions.nodoppning import break_glass
from arenden.models import Gallringsforslag, Steg
from granskning.actions.nodoppning import review_nodoppning
from granskning.flows.nodoppning import NodoppningV1, status_of
from granskning.models import Nodoppningsgranskning
from insatser.flows.definition import graf_of
from insatser.flows.gallring import GallringV1
from tests.arenden.gallringsfall import old_forslag
from tests.builders import make_anvandare, make_enhet
from tests.insatser import vagen

GRAFER = {flode: graf_of(flode) for flode in (GallringV1, NodoppningV1)}


def leads(flode, fran: str, till: str) -> bool:
    """Whether a way leads from one node to the other with no step between."""
    return till in {nod.namn for nod in GRAFER[flode].next_steps(fran)}


def test_every_status_of_a_proposal_is_a_node():
    assert set(GallringV1.steg_av) == set(Gallringsforslag.Status)
    assert set(GallringV1.steg_av.values()) <= set(GRAFER[GallringV1].noder)


def test_every_outcome_of_a_break_glass_is_a_node():
    assert set(NodoppningV1.steg_av) == {
        *Nodoppning.Utgang,
        *Nodoppningsgranskning.Utfall,
    }
    assert set(NodoppningV1.steg_av.values()) <= set(GRAFER[NodoppningV1].noder)


@pytest.mark.parametrize(
    ("fore", "efter"),
    [
        ("foreslagen", "godkand"),
        ("foreslagen", "avstadd"),
        ("foreslagen", "inaktuell"),
        ("godkand", "foreslagen"),
        ("godkand", "beslutad"),
        ("godkand", "avstadd"),
        ("godkand", "inaktuell"),
        ("beslutad", "verkstalld"),
        ("beslutad", "inaktuell"),
    ],
)
def test_every_change_of_a_proposal_follows_a_way(fore, efter):
    assert leads(GallringV1, GallringV1.place_of(fore), GallringV1.place_of(efter))


@pytest.mark.parametrize(
    ("fore", "efter"), [("foreslagen", "verkstalld"), ("foreslagen", "beslutad")]
)
def test_nothing_is_destroyed_on_one_person_s_word(fore, efter):
    assert not leads(GallringV1, GallringV1.place_of(fore), GallringV1.place_of(efter))


@pytest.mark.django_db
def test_the_acts_of_people_go_along_the_ways(stad):
    forslag = old_forslag(stad)
    en, annan = (make_anvandare(Roll.REGISTRATOR, enhet=stad.enhet) for _ in range(2))
    for act, vem in (
        (approve_gallring, en),
        (undo_gallring, en),
        (approve_gallring, en),
        (decide_gallring, annan),
    ):
        fore = GallringV1.place_of(forslag.status)
        forslag = act(forslag=forslag, actor=vem)
        assert leads(GallringV1, fore, GallringV1.place_of(forslag.status))


@pytest.mark.django_db
@pytest.mark.parametrize("utfall", Nodoppningsgranskning.Utfall)
def test_a_break_glass_stands_where_its_facts_say(stad, utfall):
    arende = vagen.arende_at(stad, Steg.UTREDNING)
    kollega = make_anvandare(enhet=make_enhet(namnd=stad.namnd))
    rad = break_glass(
        nummer=arende.arendenummer, orsak="fara", text="Barnet har ringt.", actor=kollega
    )
    assert place_of(rad) == "granska"
    granskare = make_anvandare(Roll.LOGGRANSKARE, enhet=make_enhet(namnd=stad.namnd))
    review_nodoppning(
        nodoppning=rad, utfall=utfall, kommentar="Läste det som behövdes.", actor=granskare
    )
    efter = place_of(Nodoppning.objects.get(pk=rad.pk))
    assert efter == utfall
    assert leads(NodoppningV1, "granska", efter)


def place_of(rad: Nodoppning) -> str:
    return NodoppningV1.place_of(status_of(rad, timezone.now()))


@pytest.mark.parametrize("flode", GRAFER, ids=lambda flode: flode.kod)
def test_it_is_never_started(flode):
    with pytest.raises(RuntimeError, match="startas aldrig"):
        flode.borjan.run()
