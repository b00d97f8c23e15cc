"""SSPF: school, socialtjänst, police and leisure around a child, early."""

from __future__ import annotations

from viewflow import this

from insatser import policy
from insatser.flows import teamsteg
from insatser.flows.noder import Borjan, Gangsteg, Slut, Utfallsval, utfall
from insatser.flows.teamgang import Teamgang, TeamMedSamtycke
from insatser.rules.ansvar import Ansvar
from insatser.rules.falt import Falt

PARTER = ("kommunal_skola", "fristaende_skola", "polis", "fritid", "region")


class SspfV1(TeamMedSamtycke, Teamgang):
    """SSPF

    Skola, socialtjänst, polis och fritid hjälps åt kring ett barn eller en ung person, tidigt.
    """

    kod = "sspf"
    version = 1
    lagrum = "SoL 11:1, 11:5; OSL 10:1"

    borjan = Borjan(this.link).Next(this.oro)

    oro = Gangsteg(
        "Ta emot oron",
        may=policy.may_work,
        vem=Ansvar.HANDLAGGAREN,
        lagrum="OSL 8:1, 23:2, 26:1",
        varfor="Den som är orolig får prata utan namn tills det finns samtycke. Den som är skyldig"
        " att anmäla gör det ändå: ett teammöte ersätter aldrig en anmälan.",
        falt=(
            Falt("oro", "Vad är någon orolig för?"),
            Falt(
                "anmalan",
                "Är oron sådan att den ska anmälas?",
                "ja_nej",
                hjalp="Då görs anmälan först (SoL 19:1).",
            ),
        ),
        fran=("kommunal_skola", "fritid", "polis"),
    ).Next(this.bedom_malgrupp)

    bedom_malgrupp = teamsteg.bedom_malgrupp().Next(this.granska_malgrupp)
    granska_malgrupp = teamsteg.granska_malgrupp().Next(this.ingar_barnet)
    ingar_barnet = (
        Utfallsval()
        .Case(this.samla_team, utfall("granska_malgrupp", "ingar"))
        .Default(this.slut_utanfor)
    )

    samla_team = teamsteg.samla_team().Next(this.samtycke)

    samtycke = teamsteg.samtycke(
        "Samtycket är skriftligt: av vårdnadshavarna, från 15 år också av den unge, och från 18 år"
        " bara av den unge. Polisen är med när det behövs, bedömt för varje barn.",
        lagrum="OSL 10:1, 12:2–3",
        falt=(Falt("polisen", "Behöver Polisen vara med, och varför?", kravs=False),),
    ).Next(this.finns_samtycke)
    finns_samtycke = (
        Utfallsval().Case(this.medverkan, utfall("samtycke", "ja")).Default(this.slut_utan_samtycke)
    )

    medverkan = teamsteg.medverkan(*PARTER).Next(this.atgardsplan)

    atgardsplan = teamsteg.atgardsplan(
        titel="Skriv åtagandeplanen",
        varfor="Planen säger vad var och en gör, och till när: skolan, hemmet, fritiden och vi."
        " Barnet är med så mycket det vill, och fritid räknas lika mycket som skola.",
        slag=("kommunal_skola", "fritid"),
    ).Next(this.blev_det_en_plan)
    blev_det_en_plan = (
        Utfallsval().Case(this.mote, utfall("atgardsplan", "klar")).Default(this.avsluta)
    )

    mote = teamsteg.mote(*PARTER).Next(this.holls_motet)
    holls_motet = Utfallsval().Case(this.folj_upp, utfall("mote", "hallet")).Default(this.avsluta)

    folj_upp = teamsteg.folj_upp(
        Falt("skola_fritid", "Hur går det i skolan och på fritiden?"),
    ).Next(this.hur_gar_vi_vidare)
    hur_gar_vi_vidare = (
        Utfallsval()
        .Case(this.mote, utfall("folj_upp", "fortsatt"))
        .Case(this.atgardsplan, utfall("folj_upp", "andra"))
        .Default(this.avsluta)
    )

    slut_utanfor = Slut("Ingick inte i målgruppen")
    slut_utan_samtycke = Slut("Utan samtycke: var och en arbetar för sig")
