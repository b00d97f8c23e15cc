"""Ärendeflödet: the way of a report from receipt to closing.

Each report travels its own way. One that arrives while the ärende is already being assessed gets
its protection assessment and joins the case; siblings are separate cases from the start.
"""

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
    is_followed,
    is_handed_back,
    is_insats,
    is_opened,
    is_placement,
    is_taken_back,
    is_to_be_heard,
)


class ArendeflodeV2(Anmalansvag, Flow):
    """Ärendeflödet

    Från anmälan eller ansökan till uppföljning och avslut, eller till överlämning av en placering.
    """

    version = 2

    inflode = Borjan(this.link).Next(this.hur_borjar_det)

    hur_borjar_det = (
        Vagval()
        .Case(this.skyddsbedomning, begins_with_skydd)
        .Case(this.bilagd, is_attached)
        .Case(this.underrattelse, begins_with_utredning)
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

    inleds_utredning = Fraga(is_opened).Then(this.underrattelse).Else(this.inte_inledd)

    inte_inledd = Slut()

    underrattelse = Arbetssteg(
        Steg.UNDERRATTELSE, may=policy.may_work, lagrum="SoL 20:4", vem="Handläggaren"
    ).Next(this.utredning)

    utredning = Arbetssteg(
        Steg.UTREDNING, may=policy.may_work, lagrum="SoL 14:2, 20:3", vem="Handläggaren"
    ).Next(this.beslutsforslag)

    beslutsforslag = Arbetssteg(
        Steg.BESLUTSFORSLAG, may=policy.may_work, lagrum="FL 32", vem="Handläggaren"
    ).Next(this.ska_kommuniceras)

    ska_kommuniceras = Fraga(is_to_be_heard).Then(this.kommunicering).Else(this.beslut)

    kommunicering = Arbetssteg(
        Steg.KOMMUNICERING, may=policy.may_work, lagrum="FL 25, SoL 14:8", vem="Handläggaren"
    ).Next(this.star_forslaget_fast)

    star_forslaget_fast = Fraga(is_taken_back).Then(this.beslutsforslag).Else(this.beslut)

    beslut = Arbetssteg(
        Steg.BESLUT, may=policy.may_decide, lagrum="SoL 11:1, FL 31", vem="Gruppledaren"
    ).Next(this.vad_beslutades)

    vad_beslutades = (
        Vagval()
        .Case(this.beslutsforslag, is_handed_back)
        .Case(this.plan, is_insats)
        .Case(this.overlamning, is_placement)
        .Case(this.foljs_upp, is_followed)
        .Default(this.utan_insats)
    )

    utan_insats = Slut()

    overlamning = Arbetssteg(
        Steg.OVERLAMNING, may=policy.may_work, lagrum="SoL 9:12, 14:3", vem="Handläggaren"
    ).Next(this.overlamnad)

    overlamnad = Slut()

    foljs_upp = Arbetssteg(
        Steg.FOLJS_UPP, may=policy.may_work, lagrum="SoL 23:1–5", vem="Handläggaren"
    ).Next(this.foljs_barnet_vidare)

    foljs_barnet_vidare = Fraga(is_followed).Then(this.foljs_upp).Else(this.uppfoljt)

    uppfoljt = Slut()

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
