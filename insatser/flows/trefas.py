"""Trefas: the authorities share what they may, with a lawyer in the room, to prevent shootings."""

from __future__ import annotations

from viewflow import this

from access.models import Anvandare
from access.policy import Decision
from arenden.models import Arende
from insatser import policy
from insatser.actions import teamgang
from insatser.flows import teamsteg
from insatser.flows.noder import Borjan, Gangsteg, Slut, Utfallsval, utfall
from insatser.flows.teamgang import Teamgang
from insatser.krav import mote as motet
from insatser.krav import team as teamet
from insatser.rules.ansvar import Ansvar
from insatser.rules.falt import Falt

PARTER = ("polis", "kriminalvard", "region")
SKAL = {
    "risken_over": "Den akuta risken är över",
    "annat_stod": "Ett annat stöd har tagit vid",
    "annan_vard": "Vård enligt LVU, häkte eller fängelse",
    "flytt": "Personen har flyttat",
    "avliden": "Personen har avlidit",
}
LAGRUM = (
    ("p18", "OSL 10:18a, den som är under 21 år"),
    ("p15", "OSL 10:15a, efter avvägning"),
    ("p20", "OSL 10:20, fara just nu"),
    ("samtycke", "OSL 10:1, samtycke"),
    ("inget", "Inget lagrum: vi lämnade ingenting"),
)


class TrefasV1(Teamgang):
    """Trefas

    Myndigheter delar det de får om en akut risk, med jurist i rummet, och skyddar den det gäller.
    """

    kod = "trefas"
    version = 1
    lagrum = "OSL 10:15a, 10:18a"

    @staticmethod
    def may_start(user: Anvandare, arende: Arende) -> Decision:
        return policy.may_begin_on_report(user, arende)

    borjan = Borjan(this.link).Next(this.samla_team)

    samla_team = teamsteg.samla_team(teamet.har_jurist, vem=Ansvar.GRUPPLEDAREN).Next(
        this.prova_lagrum
    )

    prova_lagrum = Gangsteg(
        "Pröva lagrum för varje uppgift",
        may=policy.may_work,
        vem=Ansvar.JURISTEN,
        lagrum="OSL 8:1, 10:15a, 10:18a, 26:1",
        varfor="Här arbetar ni nästan alltid utan samtycke. Varje uppgift som lämnas har sitt eget"
        " lagrum, prövat med juristen före mötet, och lämnas ut på ärendets flik Team. Under 21 år"
        " kan OSL 10:18a bära; annars 10:15a efter en avvägning, eller inget.",
        falt=(
            Falt("lagrum", "Vilka lagrum bär det ni tänker lämna?", "flerval", val=LAGRUM),
            Falt("avvagning", "Hur vägde ni skyddet mot sekretessen?"),
            Falt("avstar", "Vad lämnar ni inte, och varför?", kravs=False),
        ),
        krav=(teamet.teamet_arbetar,),
    ).Next(this.mote)

    mote = teamsteg.mote(
        *PARTER,
        krav=(teamet.teamet_arbetar, motet.mote_hallet, motet.jurist_var_med),
        frist="trefas_mote",
        vem=Ansvar.SAMORDNAREN,
        lagrum="OSL 10:15a, 10:18a; SoL 14:3",
        varfor="Parterna möts var tredje vecka. Juristen är i rummet hela tiden. Det ni säger är"
        " utlämnat: håll er till det som prövats. Det andra säger stannar i teamets rum.",
    ).Next(this.holls_motet)
    holls_motet = Utfallsval().Case(this.markera, utfall("mote", "hallet")).Default(this.avsluta)

    markera = Gangsteg(
        "Bedöm den akuta risken på nytt",
        may=policy.may_work,
        vem=Ansvar.HANDLAGGAREN,
        lagrum="OSL 26:1; SoL 14:3",
        varfor="Markeringen går ut av sig själv. Efter varje möte sätts den på nytt med sin grund,"
        " eller får löpa ut. Den stannar i teamet och syns aldrig i akten eller i listor.",
        utfall={
            "galler": "Markeringen är satt och gäller",
            "behovs_inte": "Den behövs inte längre",
        },
        krav=(teamet.markering_galler,),
        utan_krav=("behovs_inte",),
    ).Next(this.behovs_skydd)
    behovs_skydd = (
        Utfallsval().Case(this.skydda, utfall("markera", "galler")).Default(this.ta_stallning)
    )

    skydda = Gangsteg(
        "Bestäm skyddande åtgärder",
        may=policy.may_work,
        vem=Ansvar.HANDLAGGAREN,
        lagrum="SoL 11:1, 19:1",
        varfor="Skyddet gäller den som riskerar att skjutas, den som riskerar att skjuta och deras"
        " familjer. Vem som gör vad, och till när, står som åtaganden i teamets rum.",
        falt=(
            Falt(
                "atgarder",
                "Vad gör socialtjänsten?",
                "flerval",
                val=(
                    ("samtal", "Samtal med personen och familjen"),
                    ("boende", "Annat boende för en tid"),
                    ("skyddsbedomning", "Ny skyddsbedömning av barn i familjen"),
                    ("insats", "Insats eller utredning"),
                    ("sysselsattning", "Skola eller arbete"),
                    ("avhopp", "Stöd att lämna"),
                    ("annat", "Annat"),
                ),
            ),
            Falt("barn", "Finns barn i närheten som behöver skydd?", "ja_nej"),
        ),
        krav=(motet.har_ataganden,),
        till=("polis",),
    ).Next(this.ta_stallning)

    ta_stallning = Gangsteg(
        "Ta ställning till akten",
        may=policy.may_work,
        vem=Ansvar.HANDLAGGAREN,
        lagrum="SoL 14:2–3; OSL 18:1, 35:1",
        varfor="Det Polisen sagt förs inte in i akten utan beslut: det är deras uppgifter, och de"
        " kan skada en utredning. Behövs något för att skydda ett barn, föreslå just det.",
        falt=(Falt("varfor", "Varför?", hjalp="Skriv inte uppgiften själv här."),),
        utfall={"inget": "Inget förs in i akten", "foreslas": "En uppgift föreslås föras in"},
    ).Next(this.ska_det_beslutas)
    ska_det_beslutas = (
        Utfallsval()
        .Case(this.besluta_om_akten, utfall("ta_stallning", "foreslas"))
        .Default(this.folj_upp)
    )

    besluta_om_akten = Gangsteg(
        "Besluta om uppgiften får föras in",
        may=policy.may_decide,
        vem=Ansvar.GRUPPLEDAREN,
        lagrum="SoL 14:3; OSL 18:1, 35:1",
        varfor="Den som föreslog beslutar inte. Fråga Polisen först. Bara det som behövs för barnet"
        " förs in, med källan, och personen får veta det när det kan ske.",
        falt=(
            Falt("beslut", "Vad beslutas?", "val", val=(("ja", "Får föras in"), ("nej", "Nej"))),
            Falt("motivering", "Motivering"),
            Falt("polisen", "När frågades Polisen?", "datum"),
        ),
        annan_an="ta_stallning",
        till=("polis",),
    ).Next(this.folj_upp)

    folj_upp = Gangsteg(
        "Bestäm fortsättningen i Trefas",
        may=policy.may_work,
        vem=Ansvar.HANDLAGGAREN,
        lagrum="SoL 5:2",
        varfor="En ny runda prövar lagrummen på nytt: åldern, läget och mottagarna kan ha ändrats."
        " Ingen ska vara kvar i Trefas längre än den akuta risken.",
        falt=(Falt("gjort", "Vad är gjort sedan sist, och vad är inte gjort?"),),
        utfall={"fortsatt": "En ny runda"} | teamsteg.AVSLUTAS,
    ).Next(this.en_ny_runda)
    en_ny_runda = (
        Utfallsval().Case(this.prova_lagrum, utfall("folj_upp", "fortsatt")).Default(this.avsluta)
    )

    avsluta = Gangsteg(
        "Avsluta i Trefas",
        may=policy.may_work,
        vem=Ansvar.HANDLAGGAREN,
        lagrum="SoL 14:3",
        varfor="Teamet slutar arbeta med personen, och de som nådde akten genom teamet gör det inte"
        " mer. Parterna får bara veta att arbetet är slut.",
        falt=(Falt("sammanfattning", "Vad gjorde socialtjänsten, och hur gick det?"),),
        utfall=SKAL,
        verkan=teamgang.end_team_work,
        till=PARTER,
    ).Next(this.hur_slutade_det)
    hur_slutade_det = (
        Utfallsval()
        .Case(this.slut_annat_stod, utfall("avsluta", "annat_stod"))
        .Case(this.slut_annan_vard, utfall("avsluta", "annan_vard"))
        .Case(this.slut_flytt, utfall("avsluta", "flytt"))
        .Case(this.slut_avliden, utfall("avsluta", "avliden"))
        .Default(this.slut_risken_over)
    )

    slut_risken_over = Slut("Den akuta risken är över")
    slut_annat_stod = Slut("Ett annat stöd tog vid")
    slut_annan_vard = Slut("Vård, häkte eller fängelse tog vid")
    slut_flytt = Slut("Personen flyttade")
    slut_avliden = Slut("Personen har avlidit")
