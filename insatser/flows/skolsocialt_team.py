"""Skolsocialt team: school and socialtjänst around a pupil whose absence grows."""

from __future__ import annotations

from viewflow import this

from access.models import Anvandare
from access.policy import Decision
from arenden.models import Arende
from insatser import policy
from insatser.actions import teamgang
from insatser.flows import teamsteg
from insatser.flows.noder import Borjan, Gangsteg, Slut, Utfallsval, utfall
from insatser.flows.teamgang import Teamgang, TeamMedSamtycke
from insatser.krav import plan as planen
from insatser.krav import samtycke as samtycket
from insatser.rules.ansvar import Ansvar
from insatser.rules.falt import Falt

SKOLOR = ("kommunal_skola", "fristaende_skola")
TEAMET = Ansvar.SKOLSOCIALA_TEAMET


class SkolsocialtTeamV1(TeamMedSamtycke, Teamgang):
    """Skolsocialt team

    Skola och socialtjänst hjälper en elev tillbaka till skolan och fram till behörighet.
    """

    kod = "skolsocialt_team"
    version = 1
    lagrum = "SoL 11:5, 21:2"

    @staticmethod
    def may_start(user: Anvandare, arende: Arende) -> Decision:
        return policy.may_begin_on_report(user, arende)

    borjan = Borjan(this.link).Next(this.signal)

    signal = Gangsteg(
        "Ta emot skolans signal",
        may=policy.may_work,
        vem=TEAMET,
        lagrum="SoL 11:5; OSL 23:2",
        varfor="Skolan märker frånvaron och har redan försökt förstå den. Teamet tar vid innan en"
        " utredning behövs. Framgår det att eleven far illa görs en anmälan (SoL 19:1).",
        falt=(
            Falt("skolan", "Vad har skolan sett och gjort?"),
            Falt("elevhalsa", "Vem i elevhälsan är med?", "rad", hjalp="Funktion, inte namn."),
        ),
        fran=SKOLOR,
    ).Next(this.samla_team)

    samla_team = teamsteg.samla_team(vem=TEAMET).Next(this.orsaker)

    orsaker = Gangsteg(
        "Kartlägg orsakerna till frånvaron",
        may=policy.may_work,
        vem=TEAMET,
        lagrum="SoL 14:3",
        varfor="Frånvaro har nästan alltid flera orsaker. Utgå från elevens egna ord, och jämför"
        " med hur frånvaron såg ut från början.",
        falt=(
            teamsteg.EGNA_ORD,
            Falt(
                "orsaker",
                "Vad bidrar till frånvaron?",
                "flerval",
                val=(
                    ("larande", "Skolarbetet är svårt"),
                    ("trygghet", "Eleven är inte trygg i skolan"),
                    ("kamrater", "Kamrater"),
                    ("halsa", "Hälsa och sömn"),
                    ("hem", "Situationen hemma"),
                    ("utanfor", "Det som händer utanför skolan"),
                    ("annat", "Något annat"),
                ),
            ),
            Falt("fungerar", "När och var går det bra?"),
        ),
        krav=(planen.franvaro_baslinje,),
        fran=SKOLOR,
    ).Next(this.samtycke)

    samtycke = teamsteg.samtycke(
        "Före 15 år krävs vårdnadshavarnas samtycke till en insats utan behovsprövning. Från 15 år"
        " kan den ges utan dem om det är lämpligt. Säger vårdnadshavarna nej kan stödet från 12 år"
        " prövas som en behovsprövad insats. Den som vill kan alltid ansöka (SoL 11:6).",
        lagrum="SoL 11:6, 21:2; OSL 10:1",
        utfall={"behovsprovas": "Stödet prövas som en behovsprövad insats"},
    ).Next(this.hur_ges_stodet)
    hur_ges_stodet = (
        Utfallsval()
        .Case(this.plan, utfall("samtycke", "ja"))
        .Case(this.slut_behovsprovas, utfall("samtycke", "behovsprovas"))
        .Default(this.slut_utan_samtycke)
    )

    plan = Gangsteg(
        "Gör planen med eleven och hemmet",
        may=policy.may_work,
        vem=TEAMET,
        lagrum="SoL 14:3",
        varfor="Planen säger vad skolan, teamet och hemmet gör, och målet för närvaron vecka för"
        " vecka. Den fastställs på ärendets flik Plan, så att var och en ser samma mål.",
        falt=(
            teamsteg.EGNA_ORD,
            Falt("skolan", "Vad gör skolan?"),
            Falt("hemmet", "Vad gör hemmet?"),
        ),
        utfall={"klar": "Planen är klar"} | teamsteg.AVSLUTAS,
        krav=(samtycket.samtycken_galler, planen.plan_faststalld),
        utan_krav=teamsteg.UTAN_KRAV,
        till=SKOLOR,
    ).Next(this.blev_det_en_plan)
    blev_det_en_plan = (
        Utfallsval().Case(this.insats, utfall("plan", "klar")).Default(this.behorighet)
    )

    insats = Gangsteg(
        "Börja stödet",
        may=policy.may_work,
        vem=TEAMET,
        lagrum="SoL 11:5",
        varfor="Stödet ges av teamet: samtal, föräldrastöd och anpassningar i skolan. Det som görs"
        " antecknas på ärendets flik Plan, och snabbt i teamets rum.",
        falt=(Falt("borjade", "När började stödet?", "datum"),),
        utfall={"borjat": "Stödet har börjat"} | teamsteg.AVSLUTAS,
        krav=(samtycket.samtycken_galler, planen.insats_pagar),
        utan_krav=teamsteg.UTAN_KRAV,
        verkan=teamgang.set_next_mote,
        till=SKOLOR,
    ).Next(this.borjade_stodet)
    borjade_stodet = (
        Utfallsval().Case(this.mote, utfall("insats", "borjat")).Default(this.behorighet)
    )

    mote = teamsteg.mote(
        *SKOLOR,
        vem=TEAMET,
        varfor="Eleven kan lämna sina ord före mötet och behöver inte vara med. Elevhälsans journal"
        " och vår journal hålls isär: här delas bara det som samtycket räcker till.",
    ).Next(this.holls_motet)
    holls_motet = (
        Utfallsval().Case(this.folj_upp, utfall("mote", "hallet")).Default(this.behorighet)
    )

    folj_upp = teamsteg.folj_upp(
        Falt("narvaro", "Hur har närvaron förändrats sedan starten?"),
        krav=(planen.franvaro_foljd,),
        vem=TEAMET,
    ).Next(this.hur_gar_vi_vidare)
    hur_gar_vi_vidare = (
        Utfallsval()
        .Case(this.mote, utfall("folj_upp", "fortsatt"))
        .Case(this.plan, utfall("folj_upp", "andra"))
        .Default(this.behorighet)
    )

    behorighet = Gangsteg(
        "Följ upp behörigheten",
        may=policy.may_work,
        vem=TEAMET,
        lagrum="SoL 5:2",
        varfor="Målet är behörighet till gymnasiet. Den som går ut årskurs 9 följs upp med betygen;"
        " för andra räcker det att säga när det blir aktuellt.",
        falt=(
            Falt(
                "behorig",
                "Är eleven behörig till gymnasiet?",
                "val",
                val=(
                    ("ja", "Ja"),
                    ("nej", "Nej, inte än"),
                    ("ej_ak9", "Eleven går inte ut årskurs 9 nu"),
                    ("okant", "Det går inte att få veta"),
                ),
            ),
            Falt("vagen", "Vad hjälper eleven vidare i skolan?", kravs=False),
        ),
        fran=SKOLOR,
    ).Next(this.avsluta)

    slut_behovsprovas = Slut("Stödet prövas som en behovsprövad insats")
    slut_utan_samtycke = Slut("Utan samtycke: skolan och socialtjänsten arbetar för sig")
