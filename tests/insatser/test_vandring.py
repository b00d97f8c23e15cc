"""A random walker through every arbetsgång: whatever people do, flow, facts and clocks agree.

The walk is the same every time (`derandomize`), prefers what it has done the least, and turns back,
skips, pauses and opens again as it goes.
"""

from __future__ import annotations

from collections import Counter

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, settings
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

from insatser.flows.arbetsgang import open_tasks
from insatser.flows.check import disagreements
from insatser.flows.definition import graf_of
from insatser.flows.gangkontroll import gang_disagreements
from insatser.flows.register import GANGAR
from insatser.models import Arbetsgang
from tests.insatser import vagen
from tests.insatser.vandring import (
    FLODEN,
    KARTA,
    TURNS,
    Utgang,
    choices,
    resume,
    step,
    turn,
    walked,
)
from tests.insatser.vandringsmiljo import Miljo, make_miljo

pytestmark = pytest.mark.django_db

PROFIL = settings(
    derandomize=True,
    database=None,
    deadline=None,
    max_examples=5,
    stateful_step_count=12,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)
LANGST, VANDRINGAR = 60, 40
"""So many steps in a walk to an end, and so many such walks, at most."""
UTANFOR = {"omprovning": {"avvisa"}}
"""Steps that need another past than the walker has: test_omprovning takes them."""


class Vandring(RuleBasedStateMachine):
    """One arbetsgång of one kind, from its beginning; every example starts from the same case."""

    flode: str
    miljo: Miljo

    @initialize()
    def begin(self) -> None:
        self.punkt = transaction.savepoint()
        self.gang = self.miljo.begin(self.flode)
        self.antal: Counter[Utgang] = Counter()

    def teardown(self) -> None:
        if hasattr(self, "punkt"):
            transaction.savepoint_rollback(self.punkt)

    @precondition(lambda self: self.gang.avslutad is None)
    @rule(hopp=st.sampled_from([0, 0, 0, 1, 2]))
    def go_on(self, hopp: int) -> None:
        """Up to four steps, so that walks come far; the first not always the least walked."""
        for nummer in range(4):
            resume(self.miljo, self.gang)
            val = choices(self.gang, self.antal)
            borja = 0 if nummer else hopp % len(val)
            gjort = next(
                (ett for ett in val[borja:] + val[:borja] if step(self.miljo, self.gang, ett)), None
            )
            if gjort is None or self.gang.avslutad is not None:
                return
            self.antal[gjort] += 1

    @precondition(lambda self: self.gang.utfall.in_force().exists())
    @rule(vad=st.sampled_from(sorted(TURNS)), n=st.integers(0, 9))
    def turn(self, vad: str, n: int) -> None:
        """Something else than the next step; what is refused leaves everything as it was."""
        turn(self.miljo, self.gang, vad, n)

    @invariant()
    def agrees_with_its_facts(self) -> None:
        """Open steps, invitations, clocks and the end follow from what was done."""
        gang = Arbetsgang.objects.select_related("process").get(pk=self.gang.pk)
        assert list(gang_disagreements([gang])) == []
        if gang.arende.processer.exists():
            assert list(disagreements(vagen.fresh(gang.arende))) == []

    @invariant()
    def nothing_is_left_when_it_is_over(self) -> None:
        oppna = Task.objects.filter(process=self.gang.process_id, finished=None)
        assert oppna.exists() is (self.gang.avslutad is None)

    @invariant()
    def somebody_may_take_each_open_step(self) -> None:
        for task in open_tasks([self.gang]):
            assert self.miljo.able(task), task.flow_task.name


def walk_to_an_end(flode: str, miljo: Miljo) -> None:
    """From the beginning by what has been walked least; then stored flow and facts agree."""
    punkt = transaction.savepoint()
    gang = miljo.begin(flode)
    for _ in range(LANGST):
        val = choices(gang, walked(flode))
        if not any(step(miljo, gang, ett) for ett in val):
            break
    gang = Arbetsgang.objects.select_related("process").get(pk=gang.pk)
    assert list(gang_disagreements([gang])) == []
    transaction.savepoint_rollback(punkt)


def not_done(flode: str) -> set[str]:
    gjorda = {steg for steg, _ in walked(flode)}
    return {nod.namn for nod in graf_of(GANGAR[flode]).steg()} - gjorda - UTANFOR.get(flode, set())


@pytest.mark.parametrize("flode", FLODEN)
def test_whatever_is_done_flow_and_facts_agree(flode):
    """At random first, and then on until every step has been done."""
    miljo = make_miljo(flode)
    vandrare = type(flode, (Vandring,), {"flode": flode, "miljo": miljo})
    run_state_machine_as_test(vandrare, settings=PROFIL)
    for _ in range(VANDRINGAR):
        if not_done(flode):
            walk_to_an_end(flode, miljo)
    nekade = {ett: skal for ett, skal in KARTA.nekade.items() if ett[0] == flode}
    assert not not_done(flode), nekade
