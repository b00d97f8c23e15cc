"""Omprövning och överklagande: a decision is looked at again, and goes to court if it stands."""

from __future__ import annotations

from viewflow import this

from arenden.models import Arende, Beslut
from insatser import policy
from insatser.actions import omprovning
from insatser.flows.arbetsgang import Arbetsgangsflode
from insatser.flows.noder import Borjan, Gangsteg, Slut, Utfallsval, utfall
from insatser.rules.ansvar import Ansvar
from insatser.rules.falt import Falt

GRUNDER = (
    ("fl37", "FL 37 § – beslutet är felaktigt, och får ändras"),
    ("fl38", "FL 38 § – beslutet är uppenbart felaktigt, och ska ändras"),
    ("sol149", "SoL 14:9 – insats tills vidare, och förhållandena har ändrats väsentligt"),
)


def without_beslut(arende: Arende) -> list[str]:
    if arende.beslut.filter(utfall=Beslut.Utfall.BESLUTAT).exists():
        return []
    return ["Det finns inget beslut i ärendet att ompröva."]


class OmprovningV1(Arbetsgangsflode):
    """Omprövning och överklagande

    Ett beslut prövas på nytt av någon annan. Ändras det inte helt som den enskilde begär går ett
    överklagande vidare till förvaltningsrätten.
    """

    kod = "omprovning"
    version = 1
    lagrum = "FL 37–39, 43–46 §§; SoL 14:9, 35:1"
    hindras_av = staticmethod(without_beslut)
    en_i_taget = False
    may_start = staticmethod(policy.may_handle_afterwards)

    borjan = Borjan(this.link).Next(this.registrera)

    registrera = Gangsteg(
        "Registrera vad som har kommit in",
        may=policy.may_handle_afterwards,
        vem=Ansvar.HANDLAGGAREN,
        lagrum="FL 43 §; SoL 35:1",
        varfor="Ett överklagande lämnas till nämnden, som alltid först ser efter om beslutet ska "
        "ändras. Räkna från den dag då den enskilde fick beslutet.",
        falt=(
            Falt("beslut", "Vilket beslut?", "val", ur="beslut"),
            Falt("fran_vem", "Vem har hört av sig?", "rad", hjalp="Skriv «nämnden» vid eget skäl."),
            Falt("kom_in", "När kom det in?", "datum"),
            Falt(
                "fick_beslutet",
                "När fick personen beslutet?",
                "datum",
                hjalp="Lämna tomt om det inte går att visa.",
                kravs=False,
            ),
            Falt("vad", "Vad vill personen ändra, och varför?"),
        ),
        utfall={
            "overklagande": "Ett överklagande",
            "begaran": "En begäran om omprövning",
            "egen": "Nämnden har själv sett skäl att ändra",
        },
        frist="omprovning",
        frist_fran="ankare",
    ).Next(this.vad_kom_in)

    vad_kom_in = (
        Utfallsval()
        .Case(this.prova_tiden, utfall("registrera", "overklagande"))
        .Default(this.foresla)
    )

    prova_tiden = Gangsteg(
        "Pröva om överklagandet kom in i tid",
        may=policy.may_decide_afterwards,
        vem=Ansvar.GRUPPLEDAREN,
        lagrum="FL 44–45 §§",
        varfor="Det ska ha kommit in inom tre veckor från den dag då personen fick beslutet. Är "
        "sista dagen en helgdag gäller nästa vardag. Går det inte att visa när personen fick "
        "beslutet kom det in i tid.",
        falt=(
            Falt(
                "provas_anda",
                "Beror en försening på att vi har upplyst fel, eller kom överklagandet i tid till "
                "domstolen?",
                "ja_nej",
            ),
            Falt("skal", "Skäl"),
        ),
        utfall={"i_tid": "Det kom in i tid, eller prövas ändå", "for_sent": "Det kom in för sent"},
        frist="omprovning",
        frist_fran="ankare",
        verkan=omprovning.check_time,
    ).Next(this.kom_det_i_tid)

    kom_det_i_tid = (
        Utfallsval().Case(this.avvisa, utfall("prova_tiden", "for_sent")).Default(this.foresla)
    )

    avvisa = Gangsteg(
        "Lämna beslutet att inte ta upp överklagandet",
        may=policy.may_handle_afterwards,
        vem=Ansvar.HANDLAGGAREN,
        lagrum="FL 33, 45 §§",
        varfor="Den som överklagade för sent får veta det, med skäl, och hur det beslutet "
        "överklagas.",
        falt=(
            Falt("nar", "När lämnades beslutet?", "datum"),
            Falt("hur", "Hur lämnades det?", "rad"),
        ),
    ).Next(this.avvisat)

    avvisat = Slut("Överklagandet kom in för sent")

    foresla = Gangsteg(
        "Pröva beslutet på nytt och föreslå",
        may=policy.may_handle_afterwards,
        vem=Ansvar.HANDLAGGAREN,
        lagrum="FL 37–39 §§; SoL 14:9",
        varfor="Se på allt som kommit fram sedan beslutet. Ett uppenbart fel ska ändras. Det som "
        "någon har fått tas tillbaka bara i de fall som lagen nämner. När överklagandet väl har "
        "lämnats till domstolen ändrar nämnden inte längre.",
        falt=(
            Falt("lydelse", "Hur ska beslutet lyda?", hjalp="När det ändras.", kravs=False),
            Falt("grund", "Vad vilar ändringen på?", "val", kravs=False, val=GRUNDER),
            Falt("motivering", "Motivering"),
            Falt("barnet", "Hur påverkas barnet, och vad säger det?"),
        ),
        utfall={
            "till_fordel": "Beslutet ändras till personens fördel",
            "till_nackdel": "Beslutet ändras till personens nackdel",
            "star_fast": "Beslutet står fast",
        },
        frist="omprovning",
        frist_fran="ankare",
        verkan=omprovning.check_proposal,
    ).Next(this.ska_personen_horas)

    ska_personen_horas = (
        Utfallsval().Case(this.hor, utfall("foresla", "till_nackdel")).Default(this.besluta)
    )

    hor = Gangsteg(
        "Låt personen säga sitt",
        may=policy.may_handle_afterwards,
        vem=Ansvar.HANDLAGGAREN,
        lagrum="FL 25 §; SoL 14:8",
        varfor="Innan något ändras till nackdel får personen se det som beslutet vilar på och säga "
        "vad hon eller han tycker, också muntligt.",
        falt=(
            Falt("nar", "När fick personen underlaget?", "datum"),
            Falt("svar", "Vad sa personen?"),
        ),
        frist="omprovning",
        frist_fran="ankare",
    ).Next(this.besluta)

    besluta = Gangsteg(
        "Besluta om omprövningen",
        may=policy.may_decide_afterwards,
        vem=Ansvar.GRUPPLEDAREN,
        lagrum="FL 31–32, 37–39 §§",
        varfor="Någon annan än den som föreslog beslutar. Det första beslutet står kvar och kan "
        "läsas; det nya gäller från och med nu.",
        falt=(Falt("motivering", "Motivering"),),
        utfall={
            "helt": "Beslutet ändras helt som personen vill",
            "delvis": "Beslutet ändras, men inte helt som personen vill",
            "star_fast": "Beslutet står fast",
            "tillbaka": "Förslaget lämnas tillbaka",
        },
        annan_an="foresla",
        frist="omprovning",
        frist_fran="ankare",
        verkan=omprovning.record_omprovning,
    ).Next(this.vad_beslutades)

    vad_beslutades = (
        Utfallsval()
        .Case(this.foresla, utfall("besluta", "tillbaka"))
        .Case(this.underratta, utfall("besluta", "helt"))
        .Default(this.ar_det_overklagat)
    )

    ar_det_overklagat = (
        Utfallsval()
        .Case(this.overlamna, utfall("registrera", "overklagande"))
        .Default(this.underratta)
    )

    overlamna = Gangsteg(
        "Lämna överklagandet till domstolen",
        may=policy.may_handle_afterwards,
        vem=Ansvar.HANDLAGGAREN,
        lagrum="FL 46 §",
        varfor="Överklagandet, beslutet och de handlingar som behövs lämnas skyndsamt till "
        "förvaltningsrätten. Personen får veta det.",
        falt=(
            Falt("nar", "När lämnades det?", "datum"),
            Falt("handlingar", "Vad lämnades över?"),
            Falt("berattat", "När fick personen veta det?", "datum"),
        ),
        frist="overlamnande_ratten",
    ).Next(this.domstolen)

    domstolen = Gangsteg(
        "Skriv in domstolens avgörande",
        may=policy.may_handle_afterwards,
        vem=Ansvar.HANDLAGGAREN,
        lagrum="SoL 35:1",
        varfor="Det som domstolen har beslutat gäller. Visar den tillbaka målet prövar nämnden på "
        "nytt.",
        falt=(
            Falt("nar", "När kom avgörandet?", "datum"),
            Falt("malnummer", "Målnummer", "rad"),
            Falt("innebar", "Vad innebär det?"),
        ),
        utfall={
            "bifall": "Överklagandet bifölls",
            "delvis": "Beslutet ändrades delvis",
            "avslag": "Överklagandet avslogs",
            "avvisat": "Överklagandet prövades inte",
            "tillbaka": "Målet visades tillbaka till nämnden",
        },
        verkan=omprovning.record_court,
    ).Next(this.vad_sa_domstolen)

    vad_sa_domstolen = (
        Utfallsval()
        .Case(this.foresla, utfall("domstolen", "tillbaka"))
        .Case(this.folja, utfall("domstolen", "bifall"))
        .Case(this.folja, utfall("domstolen", "delvis"))
        .Default(this.star_fast)
    )

    underratta = Gangsteg(
        "Lämna beslutet",
        may=policy.may_handle_afterwards,
        vem=Ansvar.HANDLAGGAREN,
        lagrum="FL 33 §",
        varfor="Personen får beslutet med skäl, och vet hur det överklagas om det inte blev helt "
        "som begärt. Tre veckor räknas på nytt från den dagen.",
        falt=(
            Falt("nar", "När fick personen beslutet?", "datum"),
            Falt("hur", "Hur lämnades det?", "rad"),
        ),
    ).Next(this.andrades_det)

    andrades_det = (
        Utfallsval().Case(this.star_fast, utfall("besluta", "star_fast")).Default(this.folja)
    )

    star_fast = Slut("Beslutet står fast")

    folja = Gangsteg(
        "Bestäm vad det nya beslutet betyder",
        may=policy.may_handle_afterwards,
        vem=Ansvar.HANDLAGGAREN,
        lagrum="SoL 14:3",
        varfor="Ett ändrat beslut ska märkas för barnet. Säg vad som händer med plan och insats "
        "nu. Är ärendet avslutat kan ett nytt öppnas på det ändrade beslutet.",
        falt=(Falt("hur", "Vad händer nu, och vem gör det?"),),
        utfall={
            "planen_ses_over": "Planen ses över",
            "insats_avslutas": "Pågående insatser avslutas i dag",
            "nytt_arende": "Ett nytt ärende öppnas",
            "inget": "Inget mer behöver göras",
        },
        verkan=omprovning.let_follow,
    ).Next(this.andrat)

    andrat = Slut("Beslutet är ändrat")
