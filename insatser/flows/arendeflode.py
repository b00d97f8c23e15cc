"""Ärendeflödet: the way of a report from receipt to closing.

Each report travels its own way. One that arrives while the ärende is already being assessed gets
its protection assessment and joins the case; siblings are separate cases from the start.
"""

from __future__ import annotations

from typing import Any

from viewflow import this
from viewflow.workflow.flow import Flow
from viewflow.workflow.lock import select_for_update_lock

from access.models import Anvandare
from arenden.models import Anmalan, Steg
from insatser import policy
from insatser.flows.noder import Arbetssteg, Borjan, Fraga, Slut, Vagval
from insatser.models import Arendefard, Arendeprocess
from insatser.models.lage import first_anmalan, lage_of
from insatser.rules.lage import VAG, Lage, Vag


def _lage(activation: Any) -> Lage:
    return lage_of(activation.process.arendeprocess.arende)


def _vag(activation: Any) -> Vag:
    return VAG[activation.process.arendeprocess.anmalan.slag]


def begins_with_skydd(activation: Any) -> bool:
    return _vag(activation) is Vag.SKYDD


def begins_with_utredning(activation: Any) -> bool:
    return _vag(activation) is Vag.UTREDNING


def begins_with_plan(activation: Any) -> bool:
    return _vag(activation) is Vag.PLAN


def is_attached(activation: Any) -> bool:
    """Whether the report joined an ärende that an earlier one had opened."""
    link = activation.process.arendeprocess
    return bool(first_anmalan(link.arende).pk != link.anmalan_id)


def is_opened(activation: Any) -> bool:
    return bool(_lage(activation).inleds)


def is_handed_back(activation: Any) -> bool:
    return not _lage(activation).beslut


def is_insats(activation: Any) -> bool:
    return _lage(activation).beslut == "insats"


def awaits_team(activation: Any) -> bool:
    lage = _lage(activation)
    return lage.team_valt and not lage.team_finns


def is_ending(activation: Any) -> bool:
    return _lage(activation).uppfoljning == "avsluta"


def is_changing(activation: Any) -> bool:
    return _lage(activation).uppfoljning == "andra"


class ArendeflodeV1(Flow):
    """Ärendeflödet

    Från anmälan eller ansökan till uppföljning och avslut.
    """

    kod = "arendeflode"
    version = 1
    process_class = Arendefard
    lock_impl = select_for_update_lock

    inflode = Borjan(this.link).Next(this.hur_borjar_det)

    hur_borjar_det = (
        Vagval()
        .Case(this.skyddsbedomning, begins_with_skydd)
        .Case(this.bilagd, is_attached)
        .Case(this.utredning, begins_with_utredning)
        .Case(this.plan, begins_with_plan)
        .Default(this.forhandsbedomning)
    )

    skyddsbedomning = Arbetssteg(
        Steg.SKYDDSBEDOMNING,
        may=policy.may_assess_protection,
        lagrum="SoL 20:1",
        vem="Mottagningen",
    ).Next(this.provas_det_redan)

    provas_det_redan = Fraga(is_attached).Then(this.bilagd).Else(this.forhandsbedomning)

    bilagd = Slut()

    forhandsbedomning = Arbetssteg(
        Steg.FORHANDSBEDOMNING, may=policy.may_work, lagrum="SoL 20:2", vem="Mottagningen"
    ).Next(this.inleds_utredning)

    inleds_utredning = Fraga(is_opened).Then(this.utredning).Else(this.inte_inledd)

    inte_inledd = Slut()

    utredning = Arbetssteg(
        Steg.UTREDNING, may=policy.may_work, lagrum="SoL 14:2, 20:3", vem="Handläggaren"
    ).Next(this.beslutsforslag)

    beslutsforslag = Arbetssteg(
        Steg.BESLUTSFORSLAG, may=policy.may_work, lagrum="FL 25, 32", vem="Handläggaren"
    ).Next(this.beslut)

    beslut = Arbetssteg(
        Steg.BESLUT, may=policy.may_decide, lagrum="SoL 11:1, FL 31", vem="Gruppledaren"
    ).Next(this.vad_beslutades)

    vad_beslutades = (
        Vagval()
        .Case(this.beslutsforslag, is_handed_back)
        .Case(this.plan, is_insats)
        .Default(this.utan_insats)
    )

    utan_insats = Slut()

    plan = Arbetssteg(
        Steg.PLAN, may=policy.may_start_plan, lagrum="SoL 5:2", vem="Handläggaren"
    ).Next(this.ska_ett_team_med)

    ska_ett_team_med = Fraga(awaits_team).Then(this.team).Else(this.insats)

    team = Arbetssteg(
        Steg.TEAM, may=policy.may_work, lagrum="OSL 10:1, 12:2", vem="Handläggaren"
    ).Next(this.insats)

    insats = Arbetssteg(
        Steg.INSATS, may=policy.may_work, lagrum="SoL 11:1, 11:5", vem="Handläggaren"
    ).Next(this.uppfoljning)

    uppfoljning = Arbetssteg(
        Steg.UPPFOLJNING, may=policy.may_work, lagrum="SoL 5:2", vem="Handläggaren"
    ).Next(this.hur_gar_det)

    hur_gar_det = (
        Vagval().Case(this.avslut, is_ending).Case(this.plan, is_changing).Default(this.uppfoljning)
    )

    avslut = Arbetssteg(
        Steg.AVSLUT, may=policy.may_work, lagrum="SoL 5:2, 14:3", vem="Handläggaren"
    ).Next(this.klart)

    klart = Slut()

    def link(self, activation: Any, *, anmalan: Anmalan, actor: Anvandare) -> None:
        """Bind the new process to its report, before the first gate asks about it."""
        from insatser.flows.definition import definition_hash  # reads this very class

        activation.process.save()
        Arendeprocess.objects.create(
            process=activation.process,
            arende=anmalan.arende,
            anmalan=anmalan,
            akt_id=anmalan.akt_id,
            flode=self.kod,
            flodesversion=self.version,
            definition=definition_hash(type(self)),  # type: ignore[arg-type]
            startad_av=actor,
        )
