"""Logggranskningens flöde: from the draw to the protocol, as often back as the facts say."""

from __future__ import annotations

from typing import Any

from django.db.models import TextChoices
from viewflow import this
from viewflow.workflow.flow import Flow
from viewflow.workflow.models import Task

from access.models import Anvandare
from granskning import policy
from granskning.models import Granskningsfard, Granskningsprocess, Loggranskning
from granskning.models.lage import derive_lage
from granskning.rules.lage import Lage
from insatser.flows.las import flow_lock
from insatser.flows.noder import Arbetssteg, Borjan, Slut, Vagval, villkor


class Steg(TextChoices):
    """What is left to do for somebody; the ways in between belong to the flow."""

    GRANSKA = "granska", "Granska raderna"
    SVAR = "svar", "Svar inväntas"
    PROTOKOLL = "protokoll", "Avsluta med protokoll"


class Granskningssteg(Arbetssteg):
    """A step of a monthly review."""

    def subject(self, task: Task) -> Loggranskning:
        granskning: Loggranskning = task.process.granskningsprocess.granskning
        return granskning


def _lage(activation: Any) -> Lage:
    return derive_lage(activation.process.granskningsprocess.granskning)


@villkor("Granskningen är avslutad")
def is_avslutad(activation: Any) -> bool:
    return _lage(activation) is Lage.KLAR


@villkor("Rader är kvar att bedöma")
def has_rader_kvar(activation: Any) -> bool:
    return _lage(activation) is Lage.GRANSKA


@villkor("Svar inväntas")
def awaits_svar(activation: Any) -> bool:
    return _lage(activation) is Lage.SVAR


class LoggranskningV1(Flow):
    """Logggranskning

    Från månadens urval till protokoll.
    """

    kod = "loggranskning"
    lagrum = "SFS 2001:454 10 §"
    version = 1
    process_class = Granskningsfard
    lock_impl = flow_lock

    dragen = Borjan(this.link).Next(this.vad_aterstar)

    vad_aterstar = (
        Vagval()
        .Case(this.klar, is_avslutad)
        .Case(this.granska, has_rader_kvar)
        .Case(this.svar, awaits_svar)
        .Default(this.protokoll)
    )

    granska = Granskningssteg(
        Steg.GRANSKA,
        may=policy.may_review_log,
        lagrum="SFS 2001:454 10 §",
        vem="Granskaren",
        varfor="Den som gett tillträde ska också se hur det används.",
    ).Next(this.vad_aterstar)

    svar = Granskningssteg(
        Steg.SVAR,
        may=policy.may_move_granskning,
        lagrum="SFS 2001:454 10 §",
        vem="Den som frågats",
        varfor="Den som öppnade uppgifterna får själv säga varför.",
    ).Next(this.vad_aterstar)

    protokoll = Granskningssteg(
        Steg.PROTOKOLL,
        may=policy.may_conclude,
        lagrum="SFS 2001:454 10 §",
        vem="Granskaren",
        varfor="Det som granskats skrivs ner, så att det går att se i efterhand.",
    ).Next(this.vad_aterstar)

    klar = Slut()

    def link(self, activation: Any, *, granskning: Loggranskning, actor: Anvandare | None) -> None:
        """Bind the new process to its review, before the first gate asks about it."""
        from insatser.flows.definition import definition_hash

        activation.process.save()
        Granskningsprocess.objects.create(
            process=activation.process,
            granskning=granskning,
            flode=self.kod,
            flodesversion=self.version,
            definition=definition_hash(type(self)),
            startad_av=actor,
        )
