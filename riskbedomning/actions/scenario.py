"""Writing what may come, and changing it."""

from __future__ import annotations

from access.models import Anvandare
from access.policy import require
from arenden.actions.las import lock
from audit import log
from audit.action import action
from audit.verb import Verb
from riskbedomning import policy
from riskbedomning.models import Bedomning, Scenario


@action
def add_scenario(
    *,
    bedomning: Bedomning,
    vad: str,
    situation: str,
    snart: str,
    hindrar: str,
    tecken: str,
    actor: Anvandare,
) -> Scenario:
    row = lock(Bedomning, bedomning.pk)
    require(policy.may_answer(actor, row))
    scenario = Scenario(
        akt_id=row.akt_id,
        namnd_id=row.namnd_id,
        bedomning=row,
        vad=vad,
        situation=situation,
        snart=snart,
        hindrar=hindrar,
        tecken=tecken,
        skriven_av=actor,
    )
    log.save(scenario, actor=actor, verb=Verb.SCENARIO_WRITE)
    return scenario


@action
def change_scenario(
    *,
    scenario: Scenario,
    version: int,
    vad: str,
    situation: str,
    snart: str,
    hindrar: str,
    tecken: str,
    actor: Anvandare,
) -> Scenario:
    """Put other words in place of the ones in `version`; raises Konflikt if somebody else has."""
    require(policy.may_answer(actor, lock(Bedomning, scenario.bedomning_id)))
    row = lock(Scenario, scenario.pk, version=version)
    row.vad, row.situation, row.snart = vad, situation, snart
    row.hindrar, row.tecken = hindrar, tecken
    log.save(row, actor=actor, verb=Verb.SCENARIO_WRITE)
    return row
