"""The first version of the ärendeflödet, frozen: cases that began in it end in it."""

from __future__ import annotations

from viewflow import this
from viewflow.workflow.flow import Flow

from arenden.models import Steg
from insatser import policy
from insatser.flows.noder import Arbetssteg, Borjan, Fraga, Slut, Vagval
from insatser.flows.villkor import (
    Anmalansvag,
    awaits_team,
    begins_with_plan,
    begins_with_skydd,
    begins_with_utredning,
    is_attached,
    is_changing,
    is_ending,
    is_handed_back,
    is_insats,
    is_opened,
)


class ArendeflodeV1(Anmalansvag, Flow):
    """Ärendeflödet

    Från anmälan eller ansökan till uppföljning och avslut.
    """

    version = 1

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
