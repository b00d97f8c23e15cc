"""Sociala insatsgrupper: young people who want to leave a criminal lifestyle, one at a time."""

from __future__ import annotations

from viewflow import this

from insatser import policy
from insatser.flows import teamsteg
from insatser.flows.noder import Borjan, Gangsteg, Slut, Utfallsval, utfall
from insatser.flows.teamgang import Teamgang, TeamMedSamtycke
from insatser.krav import plan as planen
from insatser.krav import samtycke as samtycket
from insatser.krav import team as teamet
from insatser.rules.ansvar import Ansvar
from insatser.rules.falt import Falt

PARTER = ("polis", "kommunal_skola", "fristaende_skola", "kriminalvard", "arbetsmarknad", "region")


class SocialInsatsgruppV1(TeamMedSamtycke, Teamgang):
    """Social insatsgrupp

    En ung person får stöd att lämna en kriminell livsstil, av parter som håller ihop sina insatser.
    """

    kod = "social_insatsgrupp"
    version = 1
    lagrum = "SoL 11:1; OSL 10:1"

    borjan = Borjan(this.link).Next(this.inflode)

    inflode = Gangsteg(
        "Ta emot förslaget",
        may=policy.may_work,
        vem=Ansvar.HANDLAGGAREN,
        lagrum="OSL 8:1, 26:1",
        varfor="En insatsgrupp kan föreslås av den unge, efter en anmälan eller av en part. Innan"
        " samtycke finns talar ni bara utan namn, eller om det som har stöd i lag.",
        falt=(
            Falt(
                "fran_vem",
                "Vem har föreslagit insatsgruppen?",
                "val",
                val=(
                    ("den_unge", "Den unge eller familjen"),
                    ("anmalan", "Efter en anmälan"),
                    ("lul", "Efter en underrättelse enligt LUL"),
                    ("part", "En part i samverkan"),
                ),
            ),
            Falt("varfor", "Varför nu?"),
        ),
        fran=("polis", "kommunal_skola"),
    ).Next(this.bedom_malgrupp)

    bedom_malgrupp = teamsteg.bedom_malgrupp().Next(this.granska_malgrupp)
    granska_malgrupp = teamsteg.granska_malgrupp().Next(this.ingar_den_unge)
    ingar_den_unge = (
        Utfallsval()
        .Case(this.samla_team, utfall("granska_malgrupp", "ingar"))
        .Default(this.slut_utanfor)
    )

    samla_team = teamsteg.samla_team(teamet.har_kontaktpunkter).Next(this.samtycke)

    samtycke = teamsteg.samtycke(
        "Arbetet förutsätter samtycke: av den unge och, under 18 år, av vårdnadshavarna. Samtycket"
        " gäller en part, vissa uppgifter och en tid. Varje myndighet frågar själv om sitt.",
        lagrum="OSL 10:1, 12:2–3",
    ).Next(this.finns_samtycke)
    finns_samtycke = (
        Utfallsval().Case(this.medverkan, utfall("samtycke", "ja")).Default(this.slut_utan_samtycke)
    )

    medverkan = teamsteg.medverkan(*PARTER).Next(this.kartlagg)

    kartlagg = Gangsteg(
        "Kartlägg risk, skydd och nätverk",
        may=policy.may_work,
        vem=Ansvar.HANDLAGGAREN,
        lagrum="SoL 14:3",
        varfor="Kartläggningen görs med den unge. Risk och skydd bedöms på ärendets flik Bedömning."
        " Ta bara med personer i nätverket som samtycker eller som behövs.",
        falt=(
            teamsteg.EGNA_ORD,
            Falt("natverk", "Vilka är viktiga för den unge?"),
            Falt("slutsats", "Vad visar bedömningen?"),
        ),
        utfall={"klar": "Kartläggningen är klar"} | teamsteg.AVSLUTAS,
        krav=(samtycket.samtycken_galler,),
        utan_krav=teamsteg.UTAN_KRAV,
    ).Next(this.kan_vi_ga_vidare)
    kan_vi_ga_vidare = (
        Utfallsval().Case(this.stodets_form, utfall("kartlagg", "klar")).Default(this.avsluta)
    )

    stodets_form = Gangsteg(
        "Bestäm stödets form",
        may=policy.may_work,
        vem=Ansvar.HANDLAGGAREN,
        lagrum="SoL 11:1, 11:5",
        varfor="Insatsgruppen kan vara en beslutad insats, en insats utan behovsprövning eller bara"
        " samverkan. Den unge får veta att det alltid går att ansöka om en insats (SoL 11:6).",
        falt=(Falt("motivering", "Varför den formen?"),),
        utfall={"insats": "Beslutad insats", "samverkan": "Utan behovsprövning eller samverkan"}
        | teamsteg.AVSLUTAS,
        krav=(planen.insats_beslutad, planen.plan_faststalld),
        utan_krav=("samverkan", *teamsteg.UTAN_KRAV),
    ).Next(this.vilken_form)
    vilken_form = (
        Utfallsval()
        .Case(this.avsluta, utfall("stodets_form", "avslutas"))
        .Default(this.atgardsplan)
    )

    atgardsplan = teamsteg.atgardsplan(
        titel="Gör åtgärdsplanen tillsammans",
        varfor="Planen säger vem som gör vad och till när, vad Polisen gör och inte gör, och hur ni"
        " gör vid kris. Den unge är med och skriver under. Målen står på ärendets flik Plan.",
        slag=("polis", "kommunal_skola"),
    ).Next(this.blev_det_en_plan)
    blev_det_en_plan = (
        Utfallsval().Case(this.mote, utfall("atgardsplan", "klar")).Default(this.avsluta)
    )

    mote = teamsteg.mote(*PARTER).Next(this.holls_motet)
    holls_motet = Utfallsval().Case(this.folj_upp, utfall("mote", "hallet")).Default(this.avsluta)

    folj_upp = teamsteg.folj_upp(
        Falt("skola_arbete", "Hur går det i skolan eller på arbetet?", kravs=False),
        Falt("nytt", "Har något nytt hänt som får delas?", kravs=False),
        Falt("betyg", "Hur nöjd är den unge, från 0 till 10?", "tal", kravs=False),
    ).Next(this.hur_gar_vi_vidare)
    hur_gar_vi_vidare = (
        Utfallsval()
        .Case(this.mote, utfall("folj_upp", "fortsatt"))
        .Case(this.atgardsplan, utfall("folj_upp", "andra"))
        .Default(this.avsluta)
    )

    slut_utanfor = Slut("Ingick inte i målgruppen")
    slut_utan_samtycke = Slut("Utan samtycke: var och en arbetar för sig")
