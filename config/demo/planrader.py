"""What the plans of the town hold, and what its insatser rest on."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.utils import timezone

from insatser.actions.insats import Samtycke, beslut_for_insats
from insatser.actions.planrader import (
    add_atagande,
    add_indikator,
    add_mal,
    change_rad,
    take_faktorer,
)
from insatser.models import Behov, Insatstyp, Mal, Plan
from insatser.rules.insatsalder import ARTON, UPPHOR, Form, Vem, age_or_none
from riskbedomning.underlag import faktorer_att_planera

if TYPE_CHECKING:
    from config.demo.gang import Gang

RISKER, SKYDD = 3, 2
"""How many factors of the assessment a plan takes on, of each kind."""


def fill_plan(gang: Gang, plan: Plan) -> None:
    """Needs out of the assessment, the goals of the theme, one indicator, who does what."""
    behov = _take_behov(gang, plan)
    for nummer, mal in enumerate(gang.ord.mal()):
        dagar = 60 if mal["sikt"] == "kort" else 180
        tidsatt = timezone.localdate() + timedelta(days=dagar)
        nytt = add_mal(
            plan=plan,
            tidsatt=tidsatt,
            behov=behov[nummer::2] or behov[:1],
            actor=gang.handlaggare,
            **mal,
        )
        if nummer == 0:
            _measure(gang, nytt)
            _promise(gang, nytt)


def _take_behov(gang: Gang, plan: Plan) -> list[Behov]:
    faktorer = faktorer_att_planera(gang.arende)
    valda = [
        *[ett for ett in faktorer if ett.slag == Behov.Slag.RISK][:RISKER],
        *[ett for ett in faktorer if ett.slag == Behov.Slag.SKYDD][:SKYDD],
    ]
    behov = take_faktorer(plan=plan, faktorer=valda, actor=gang.handlaggare)
    if len(behov) > RISKER:
        sist = change_rad(
            rad=behov[RISKER - 1],
            version=behov[RISKER - 1].version,
            lamnas_varfor="Det får vänta tills vardagen är lugnare.",
            actor=gang.handlaggare,
        )
        behov.remove(sist)
    return behov


def _measure(gang: Gang, mal: Mal) -> None:
    add_indikator(
        mal=mal,
        slag="egen_skattning",
        namn="Hur veckan har varit, enligt den unge",
        enhet="en skala 0–10",
        baslinje=str(gang.slump.randint(2, 5)),
        baslinje_dag=timezone.localdate(),
        malvarde="7",
        riktning="oka",
        actor=gang.handlaggare,
    )


def _promise(gang: Gang, mal: Mal) -> None:
    add_atagande(
        plan=mal.plan,
        mal=mal,
        vem="familjen",
        vad="Någon vuxen är hemma på kvällarna.",
        senast=timezone.localdate() + timedelta(days=30),
        actor=gang.handlaggare,
    )


def lawful_types(gang: Gang) -> list[Insatstyp]:
    """The insatser of the theme that may be given in this case today."""
    alder = _age(gang)
    typer = Insatstyp.objects.filter(pk__in=gang.ord.insatser).order_by("kod")
    if form_now(gang) is Form.UTAN:
        typer = typer.exclude(provning=Insatstyp.Provning.BEHOVSPROVAD)
    return [
        typ for typ in typer
        if typ.pk not in UPPHOR or alder is None or alder < UPPHOR[typ.pk][0]
    ]  # fmt: skip


def form_now(gang: Gang) -> Form:
    return Form.BEHOVSPROVAD if beslut_for_insats(gang.arende) is not None else Form.UTAN


def agreed(gang: Gang) -> list[Samtycke]:
    """Those who must, and the young person whatever the age."""
    idag = timezone.localdate()
    eget = Samtycke(Vem.BARNET, "", idag, "muntligt")
    alder = _age(gang)
    if alder is not None and alder >= ARTON:
        return [eget]
    return [Samtycke(Vem.VARDNADSHAVARE, "Vårdnadshavarna", idag, "muntligt"), eget]


def _age(gang: Gang) -> int | None:
    return age_or_none(gang.arende.akt.person.fodelsedatum, timezone.localdate())
