"""Flows of viewflow's own nodes, each with a trap in it. Never used; the tests step into them.

Viewflow finds flows by the name of their module in an installed application, so this module goes by
such a name too.
"""

from __future__ import annotations

import sys
from datetime import timedelta
from typing import Any

from viewflow import this
from viewflow.workflow import flow
from viewflow.workflow.models import Process

MODUL = "insatser.flows.stock"
sys.modules[MODUL] = sys.modules[__name__]
NUMMER = "201201262399"
TEXT = "Elias har inte varit i skolan."


def explode(_: Any) -> bool:
    """Fails with case data among its local variables, as any step may."""
    nummer, text = NUMMER, TEXT
    raise RuntimeError(f"{nummer}: {text}")


class Stock(flow.Flow):
    __module__ = MODUL
    process_class = Process


class Sparar(Stock):
    """A timer that leads to a step which fails."""

    __module__ = MODUL
    start = flow.StartHandle().Next(this.vanta)
    vanta = flow.Timer(timedelta(0)).Next(this.fela)
    fela = flow.Function(explode).Next(this.slut)
    slut = flow.End()


class Bevakad(Stock):
    """A step with a deadline of the engine's own."""

    __module__ = MODUL
    start = flow.StartHandle().Next(this.granska)
    granska = flow.View(None).OnTimeout(timedelta(0), this.trappa).Next(this.slut)
    trappa = flow.Function(lambda _: None).Next(this.slut)
    slut = flow.End()


class Borttagen(Stock):
    """A flow that has lost a node which running cases stand at."""

    __module__ = MODUL
    start = flow.StartHandle().Next(this.delas)
    delas = flow.Split().Next(this.kvar).Next(this.kvar_ocksa)
    kvar = flow.View(None).Next(this.slut)
    kvar_ocksa = flow.View(None).Next(this.slut)
    slut = flow.End()
    obsolete = flow.Obsolete()


class Dubbelval(Stock):
    """Two cases of a choice lead to the same node."""

    __module__ = MODUL
    start = flow.StartHandle().Next(this.val)
    val = (flow.Switch().Case(this.steg, lambda _: True).Case(this.steg, lambda _: False)).Default(
        this.slut
    )
    steg = flow.View(None).Next(this.slut)
    slut = flow.End()


class Villkorad(Stock):
    """Waits for a condition, which a sweep asks again and again."""

    __module__ = MODUL
    start = flow.StartHandle().Next(this.vanta)
    vanta = flow.ConditionalCatch(lambda _: False).Next(this.slut)
    slut = flow.End()


class Ropad(Stock):
    """Waits for a signal that names no case."""

    __module__ = MODUL
    start = flow.StartHandle().Next(this.vanta)
    vanta = flow.SignalCatch("samtycke").Next(this.slut)
    slut = flow.End()


class Schemalagd(Stock):
    """Begins by itself, once for each dispatcher."""

    __module__ = MODUL
    start = flow.StartTimer(interval=timedelta(days=1)).Next(this.slut)
    slut = flow.End()


class Villkorsdelning(Stock):
    """Ways of which some are taken: in BPMN an inclusive choice."""

    __module__ = MODUL
    start = flow.StartHandle().Next(this.delas)
    delas = flow.Split().Next(this.ena, case=lambda _: True).Next(this.andra)
    ena = flow.View(None).Next(this.ihop)
    andra = flow.View(None).Next(this.ihop)
    ihop = flow.Join().Next(this.slut)
    slut = flow.End()
