"""A random walker through the ärendeflöde: every step with every answer, and reports in between."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from functools import partial
from random import Random

import pytest
from django.db import transaction
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from viewflow.workflow.models import Task

from arenden.models import Arende, Beslut, Frist, Steg
from insatser.flows.check import disagreements
from insatser.flows.fard import GALLANDE, open_tasks
from insatser.flows.kontroll import standing_still
from insatser.flows.noder import Arbetssteg
from insatser.flows.stegord import FRISTSLAG
from samverkansteam.actions.teamarende import connect_arende
from tests.insatser import vagen
from tests.insatser.test_vandring import PROFIL
from tests.samverkansteam.builders import make_team

pytestmark = pytest.mark.django_db

Gor = Callable[[vagen.Stad, Arende], object]


def _gather(stad: vagen.Stad, arende: Arende) -> None:
    team = make_team(ledare=stad.handlaggare, enhet=stad.enhet, teamtyp="sig")
    connect_arende(team=team, arende=arende, actor=stad.handlaggare)


def _investigate(stad: vagen.Stad, arende: Arende) -> None:
    if arende.handlaggare_id is None:
        vagen.assign(stad, arende)
    vagen.investigate(stad, vagen.fresh(arende))


def _plan(stad: vagen.Stad, arende: Arende, teamtyp: str = "") -> None:
    if arende.handlaggare_id is None:
        vagen.assign(stad, arende)
    vagen.plan(stad, vagen.fresh(arende), teamtyp=teamtyp)


GOR: dict[Steg, list[Gor]] = {
    Steg.SKYDDSBEDOMNING: [vagen.protect],
    Steg.FORHANDSBEDOMNING: [vagen.open_, partial(vagen.open_, inleds=False)],
    Steg.UNDERRATTELSE: [vagen.tell],
    Steg.UTREDNING: [_investigate],
    Steg.BESLUTSFORSLAG: [partial(vagen.propose, slag=slag) for slag in Beslut.Slag.values],
    Steg.KOMMUNICERING: [
        vagen.communicate,
        partial(vagen.communicate, forslaget="tas_tillbaka"),
    ],
    Steg.BESLUT: [vagen.decide, partial(vagen.decide, utfall=Beslut.Utfall.ATERREMISS)],
    Steg.OVERLAMNING: [vagen.place],
    Steg.FOLJS_UPP: [
        vagen.follow_without_insats,
        partial(vagen.follow_without_insats, beslut="avsluta"),
    ],
    Steg.PLAN: [_plan, partial(_plan, teamtyp="sig")],
    Steg.TEAM: [_gather],
    Steg.INSATS: [vagen.start],
    Steg.UPPFOLJNING: [
        partial(vagen.follow_up, beslut=beslut) for beslut in ("fortsatt", "andra", "avsluta")
    ],
    Steg.AVSLUT: [vagen.close],
}
"""Everything that can be done at each step."""

GJORT: Counter[tuple[Steg, int]] = Counter()
"""How often each has been done, by whatever walk."""
LANGST, VANDRINGAR = 30, 40
SLAG = ("orosanmalan", "ansokan", "orosanmalan")


def step(
    stad: vagen.Stad, arende: Arende, antal: Counter[tuple[Steg, int]], hopp: int = 0
) -> Arende:
    """Do what has been done least at the step where the case stands; protection comes first."""
    if arende.anmalningar.without_skyddsbedomning().exists():
        vagen.protect(stad, arende)
        return vagen.fresh(arende)
    steg = Steg(arende.steg)
    val = sorted(range(len(GOR[steg])), key=lambda i: antal[steg, i])
    i = val[hopp % len(val)]
    GOR[steg][i](stad, arende)
    antal[steg, i] += 1
    GJORT[steg, i] += 1
    return vagen.fresh(arende)


class Arendevandring(RuleBasedStateMachine):
    """One child's case, from whatever kind of report; more may come while it is assessed."""

    stad: vagen.Stad

    @initialize(slag=st.sampled_from(SLAG))
    def receive(self, slag: str) -> None:
        self.punkt = transaction.savepoint()
        self.arende = vagen.receive(self.stad, slag=slag)
        self.antal: Counter[tuple[Steg, int]] = Counter()

    def teardown(self) -> None:
        if hasattr(self, "punkt"):
            transaction.savepoint_rollback(self.punkt)

    @rule(hopp=st.sampled_from([0, 0, 0, 1]))
    def go_on(self, hopp: int) -> None:
        """Up to four steps; what has been done least comes first, but for a leap now and then."""
        for nummer in range(4):
            if self.arende.avslutat is None:
                self.arende = step(self.stad, self.arende, self.antal, 0 if nummer else hopp)

    @precondition(lambda self: self.arende.avslutat is None)
    @rule()
    def another_report(self) -> None:
        """About the same child: it joins what is being assessed, or opens a case of its own."""
        vagen.receive(self.stad, text=f"Ännu en anmälan, {Arende.objects.count()}.")
        self.arende = vagen.fresh(self.arende)

    @invariant()
    def agrees_with_its_facts(self) -> None:
        for arende in Arende.objects.for_list():
            assert list(disagreements(arende)) == []
            assert standing_still(arende) == []

    @invariant()
    def nothing_is_open_when_it_is_over(self) -> None:
        oppna = Task.objects.filter(finished=None, process__arendeprocess__arende=self.arende)
        assert oppna.exists() is (self.arende.avslutat is None)

    @invariant()
    def somebody_may_take_each_open_step(self) -> None:
        folk = [self.stad.mottagare, self.stad.handlaggare, self.stad.gruppledare]
        folk.append(self.stad.enhetschef)
        for task in open_tasks([self.arende]):
            utan_agare = self.arende.handlaggare_id is None and task.flow_task.steg == Steg.PLAN
            assert utan_agare or any(task.flow_task.allows(vem, task) for vem in folk)

    @invariant()
    def no_clock_of_a_step_runs_when_the_step_is_past(self) -> None:
        """The clock of a protection assessment runs just as long as its step is open."""
        skydd = FRISTSLAG[Steg.SKYDDSBEDOMNING]
        gar = Frist.objects.running().filter(arende=self.arende, slag=skydd).count()
        assert gar == self.arende.anmalningar.without_skyddsbedomning().count()


def walk_to_an_end(stad: vagen.Stad, nummer: int) -> None:
    """By chance, the same each time; then the case and its facts agree."""
    slump = Random(nummer)
    punkt = transaction.savepoint()
    arende = vagen.receive(stad, slag=slump.choice(SLAG))
    for _ in range(LANGST):
        arende = step(stad, arende, Counter(), slump.randrange(6))
        if arende.avslutat is not None:
            break
    assert list(disagreements(arende)) == []
    transaction.savepoint_rollback(punkt)


def not_done() -> set[Steg]:
    steg = {n.steg for n in GALLANDE.instance.nodes() if isinstance(n, Arbetssteg)}
    return steg - {steg for steg, _ in GJORT} - {Steg.SKYDDSBEDOMNING}


def test_whatever_is_done_the_case_and_its_facts_agree():
    """At random first, and then on until every step has been done."""
    stad = vagen.make_stad()
    vandrare = type("Arendet", (Arendevandring,), {"stad": stad})
    run_state_machine_as_test(vandrare, settings=PROFIL)
    for nummer in range(VANDRINGAR):
        if not_done():
            walk_to_an_end(stad, nummer)
    assert not_done() == set()
