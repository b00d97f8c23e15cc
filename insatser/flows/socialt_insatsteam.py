"""SSIT: quick support for a young person after an event, contact within 48 hours."""

from __future__ import annotations

from viewflow import this

from insatser import policy
from insatser.flows import teamsteg
from insatser.flows.noder import Borjan, Gangsteg, Slut, Utfallsval, utfall
from insatser.flows.teamgang import Teamgang, TeamMedSamtycke
from insatser.rules.ansvar import Ansvar
from insatser.rules.falt import Falt

PARTER = ("polis", "kommunal_skola", "fristaende_skola", "region", "fritid", "ideburen")
KONTAKT = "ssit_forsta_kontakt"


class SocialtInsatsteamV1(TeamMedSamtycke, Teamgang):
    """SSIT

    En ung person får en första kontakt inom två dygn efter en händelse, och sedan samordnat stöd.
    """

    kod = "socialt_insatsteam"
    version = 1
    lagrum = "SoL 11:1; OSL 10:1"

    borjan = Borjan(this.link).Next(this.handelse)

    handelse = Gangsteg(
        "Ta emot händelsen",
        may=policy.may_work,
        vem=Ansvar.MOTTAGNINGEN,
        lagrum="SoL 14:3",
        varfor="De två dygnen räknas från händelsen. Är du orolig för att barnet far illa görs"
        " också en anmälan, som skyddsbedöms genast.",
        falt=(
            Falt("handelse", "Vad har hänt?"),
            Falt("fran_vem", "Vem berättade?", "rad"),
            Falt("behov", "Vad behöver den unge och familjen just nu?"),
        ),
        frist=KONTAKT,
        frist_fran="ankare",
        fran=("polis", "kommunal_skola"),
    ).Next(this.forsta_kontakt)

    forsta_kontakt = Gangsteg(
        "Ta första kontakten",
        may=policy.may_work,
        vem=Ansvar.HANDLAGGAREN,
        lagrum="Stadens mål för SSIT",
        varfor="Den unge ska ha fått en kontakt inom två dygn. Kontakten är ett erbjudande: det går"
        " att tacka nej. Når du inte fram, skriv försöket och försök igen.",
        falt=(
            Falt("nar", "När?", "tid"),
            Falt(
                "hur",
                "Hur?",
                "val",
                val=(("mote", "Vi sågs"), ("telefon", "Telefon"), ("hembesok", "Hembesök")),
            ),
            teamsteg.EGNA_ORD,
        ),
        utfall={
            "vill": "Vill ha stöd",
            "vill_inte": "Tackar nej",
            "inte_nadd": "Jag nådde inte fram",
        },
        frist=KONTAKT,
        frist_fran="ankare",
    ).Next(this.vad_blev_svaret)
    vad_blev_svaret = (
        Utfallsval()
        .Case(this.bedom_malgrupp, utfall("forsta_kontakt", "vill"))
        .Case(this.forsta_kontakt, utfall("forsta_kontakt", "inte_nadd"))
        .Default(this.slut_tackade_nej)
    )

    bedom_malgrupp = teamsteg.bedom_malgrupp().Next(this.granska_malgrupp)
    granska_malgrupp = teamsteg.granska_malgrupp().Next(this.ingar_den_unge)
    ingar_den_unge = (
        Utfallsval()
        .Case(this.samla_team, utfall("granska_malgrupp", "ingar"))
        .Default(this.slut_utanfor)
    )

    samla_team = teamsteg.samla_team().Next(this.samtycke)

    samtycke = teamsteg.samtycke(
        "Teamet arbetar bara med samtycke: av den unge och, under 18 år, av vårdnadshavarna. Varje"
        " myndighet frågar själv om sitt. Utan samtycke arbetar var och en för sig.",
        lagrum="OSL 10:1, 12:2–3",
    ).Next(this.finns_samtycke)
    finns_samtycke = (
        Utfallsval().Case(this.medverkan, utfall("samtycke", "ja")).Default(this.slut_utan_samtycke)
    )

    medverkan = teamsteg.medverkan(*PARTER).Next(this.atgardsplan)

    atgardsplan = teamsteg.atgardsplan(
        titel="Kom överens om vem som gör vad",
        varfor="Det första mötet ger åtaganden med namn och dag. Den unge är med. Det som parterna"
        " inte kommer att göra är lika viktigt att veta.",
        slag=("polis", "kommunal_skola"),
    ).Next(this.blev_det_en_plan)
    blev_det_en_plan = (
        Utfallsval().Case(this.mote, utfall("atgardsplan", "klar")).Default(this.avsluta)
    )

    mote = teamsteg.mote(*PARTER).Next(this.holls_motet)
    holls_motet = Utfallsval().Case(this.folj_upp, utfall("mote", "hallet")).Default(this.avsluta)

    folj_upp = teamsteg.folj_upp().Next(this.hur_gar_vi_vidare)
    hur_gar_vi_vidare = (
        Utfallsval()
        .Case(this.mote, utfall("folj_upp", "fortsatt"))
        .Case(this.atgardsplan, utfall("folj_upp", "andra"))
        .Default(this.avsluta)
    )

    slut_tackade_nej = Slut("Den unge tackade nej till stöd")
    slut_utanfor = Slut("Ingick inte i målgruppen")
    slut_utan_samtycke = Slut("Utan samtycke: var och en arbetar för sig")
