"""Avhopparverksamhet: support and protection for whoever chose to leave organised crime."""

from __future__ import annotations

from viewflow import this

from insatser import policy
from insatser.flows import teamsteg
from insatser.flows.noder import Borjan, Gangsteg, Slut, Utfallsval, utfall
from insatser.flows.teamgang import Teamgang, TeamMedSamtycke
from insatser.krav import mote as motet
from insatser.krav import plan as planen
from insatser.krav import samtycke as samtycket
from insatser.krav import team as teamet
from insatser.rules.ansvar import Ansvar
from insatser.rules.falt import Falt

PARTER = ("polis", "kriminalvard", "region", "arbetsmarknad")


class AvhopparverksamhetV1(TeamMedSamtycke, Teamgang):
    """Avhopparverksamhet

    Den som valt att lämna organiserad brottslighet får stöd och skydd, med högsta sekretess.
    """

    kod = "avhopparverksamhet"
    version = 1
    lagrum = "SoL 11:1; OSL 10:1, 26:1"

    borjan = Borjan(this.link).Next(this.begaran)

    begaran = Gangsteg(
        "Ta emot den som vill lämna",
        may=policy.may_work,
        vem=Ansvar.HANDLAGGAREN,
        lagrum="OSL 26:1",
        varfor="Viljan att lämna är nog för att börja. Fråga genast om personen är i fara nu. Var"
        " någon bor, telefon och ny identitet skrivs aldrig i vanliga fält, bara i adressfacket.",
        falt=(
            Falt("varfor", "Varför vill personen lämna, med egna ord?"),
            Falt("fara", "Är personen eller familjen i fara just nu?", "ja_nej"),
            Falt("barn", "Finns barn i familjen?", "ja_nej"),
        ),
        krav=(teamet.akten_ar_skyddad,),
        fran=("polis", "kriminalvard"),
    ).Next(this.samla_team)

    samla_team = teamsteg.samla_team(teamet.har_kontaktpunkter).Next(this.samtycke)

    samtycke = teamsteg.samtycke(
        "Personen samtycker skriftligt till att uppgifter delas. Under 18 år frågas även"
        " vårdnadshavarna, om det inte ökar faran.",
        lagrum="OSL 10:1, 12:2–3",
        falt=(
            Falt(
                "farligt",
                "Skulle det öka faran att fråga vårdnadshavarna?",
                "ja_nej",
                kravs=False,
            ),
        ),
    ).Next(this.finns_samtycke)
    finns_samtycke = (
        Utfallsval()
        .Case(this.polisens_villkor, utfall("samtycke", "ja"))
        .Default(this.slut_utan_samtycke)
    )

    polisens_villkor = Gangsteg(
        "Stäm av Polisens villkor",
        may=policy.may_work,
        vem=Ansvar.HANDLAGGAREN,
        lagrum="SoL 11:1; OSL 10:1",
        varfor="Polisen är med när personen är motiverad, har skrivit under, inte är bevisperson"
        " och när socialtjänsten har beslutat om insatser. Blir det nej kan socialtjänsten ändå"
        " hjälpa.",
        falt=(
            Falt("motiverad", "Är personen motiverad?", "ja_nej"),
            Falt("undertecknat", "Är Polisens blankett undertecknad?", "ja_nej"),
            Falt("bevisperson", "Är personen bevisperson?", "ja_nej"),
        ),
        utfall={"uppfyllda": "Polisen är med", "inte_uppfyllda": "Polisen är inte med"}
        | teamsteg.AVSLUTAS,
        krav=(samtycket.samtycken_galler, planen.insats_beslutad),
        utan_krav=("inte_uppfyllda", *teamsteg.UTAN_KRAV),
        till=("polis",),
        fran=("polis",),
    ).Next(this.ar_polisen_med)
    ar_polisen_med = (
        Utfallsval()
        .Case(this.hotbedomning, utfall("polisens_villkor", "uppfyllda"))
        .Case(this.slut_utan_polis, utfall("polisens_villkor", "inte_uppfyllda"))
        .Default(this.avsluta)
    )

    hotbedomning = Gangsteg(
        "Anteckna att hotbedömningen finns",
        may=policy.may_work,
        vem=Ansvar.HANDLAGGAREN,
        lagrum="OSL 18:1, 35:1",
        varfor="Hotbedömningen är Polisens och stannar hos Polisen. Här står bara att den finns,"
        " från vilken dag och vilken funktion som har den, aldrig vad den säger.",
        falt=(
            Falt("finns", "Finns en aktuell hotbedömning?", "ja_nej"),
            Falt("datum", "Från vilken dag?", "datum", kravs=False),
            Falt("vem", "Vilken funktion har den?", "rad", hjalp="Funktion, inte namn."),
        ),
        fran=("polis",),
    ).Next(this.medverkan)

    medverkan = teamsteg.medverkan(*PARTER).Next(this.atgardsplan)

    atgardsplan = teamsteg.atgardsplan(
        titel="Planera stöd och skydd",
        varfor="Boende, vård, sysselsättning, ekonomi och nya nätverk planeras ihop med skyddet."
        " Planen säger vem som gör vad, aldrig var personen är.",
        slag=("polis",),
        krav=(planen.plan_faststalld,),
    ).Next(this.blev_det_en_plan)
    blev_det_en_plan = (
        Utfallsval().Case(this.mote, utfall("atgardsplan", "klar")).Default(this.avsluta)
    )

    mote = teamsteg.mote(
        *PARTER,
        krav=(samtycket.samtycken_galler, motet.mote_hallet, motet.nasta_mote_planerat),
        varfor="Samordningsmötet börjar med läget just nu och personens egna ord. Bara de som"
        " behövs är med, och nästa möte är bestämt innan ni skiljs åt.",
    ).Next(this.holls_motet)
    holls_motet = Utfallsval().Case(this.folj_upp, utfall("mote", "hallet")).Default(this.avsluta)

    folj_upp = teamsteg.folj_upp(
        Falt("hotet", "Har Polisen förnyat sin hotbedömning sedan sist?", "ja_nej"),
        Falt("kontakt", "Är vägen för kontakt fortfarande säker?", "ja_nej"),
        krav=(teamet.akten_ar_skyddad,),
    ).Next(this.hur_gar_vi_vidare)
    hur_gar_vi_vidare = (
        Utfallsval()
        .Case(this.mote, utfall("folj_upp", "fortsatt"))
        .Case(this.atgardsplan, utfall("folj_upp", "andra"))
        .Default(this.avsluta)
    )

    slut_utan_samtycke = Slut("Utan samtycke: var och en arbetar för sig")
    slut_utan_polis = Slut("Socialtjänsten stöder på egen hand")
