"""Utlämnande: what somebody outside asks for is found, tried item by item, and given or refused.

Not for a person's own data: that is an extract (GDPR art. 15), with a way of its own.
"""

from __future__ import annotations

from viewflow import this

from insatser import policy
from insatser.actions import utlamnande
from insatser.flows.arbetsgang import Arbetsgangsflode
from insatser.flows.noder import Borjan, Gangsteg, Slut, Utfallsval, utfall
from insatser.rules.ansvar import Ansvar
from insatser.rules.falt import Falt

BEGARARE = (
    ("utomstaende", "Någon utanför ärendet (TF 2:15–16 §§)"),
    ("part", "Den som är part, för sin egen insyn (FL 10 §)"),
    ("myndighet", "En myndighet"),
)
BEDOMNINGAR = (
    ("helt", "Den kan lämnas ut"),
    ("maskat", "Den kan lämnas ut med strykningar"),
    ("nekas", "Den kan inte lämnas ut"),
)
SATT = (
    ("papper", "På papper"),
    ("pa_plats", "Den som bad om det läste på plats"),
    ("sakert", "Elektroniskt, på ett säkert sätt"),
)


class UtlamnandeV1(Arbetsgangsflode):
    """Utlämnande av handlingar

    Någon annan än personen själv begär att få se handlingar. Varje handling prövas för sig, och den
    som får nej kan få ett beslut att överklaga.
    """

    kod = "utlamnande"
    version = 1
    lagrum = "TF 2:15–16 §§; OSL 6:3, 26 kap.; FL 10 §"
    en_i_taget = False
    may_start = staticmethod(policy.may_handle_afterwards)

    borjan = Borjan(this.link).Next(this.registrera)

    registrera = Gangsteg(
        "Registrera begäran",
        may=policy.may_handle_afterwards,
        vem=Ansvar.HANDLAGGAREN,
        lagrum="TF 2:15–18 §§",
        varfor="Den som begär handlingar får vara anonym. Fråga inte vem det är eller vad de ska "
        "användas till, om du inte behöver det för att pröva sekretessen. Begär personen uppgifter "
        "om sig själv görs ett utdrag i stället.",
        falt=(
            Falt("begarare", "Vem begär?", "val", val=BEGARARE),
            Falt("vem", "Namn, om det behövs", "rad", kravs=False),
            Falt("vad", "Vad begärs?"),
            Falt(
                "andamal",
                "Vad ska det användas till?",
                hjalp="Fråga bara om sekretessen annars inte går att pröva.",
                kravs=False,
            ),
        ),
        frist="utlamnande",
        frist_fran="ankare",
    ).Next(this.valj)

    valj = Gangsteg(
        "Ta fram det som begärs",
        may=policy.may_handle_afterwards,
        vem=Ansvar.HANDLAGGAREN,
        lagrum="TF 2:15–16 §§",
        varfor="Kryssa för det i ärendet som svarar mot begäran. Varje handling prövas för sig i "
        "nästa steg.",
        falt=(
            Falt(
                "handlingar",
                "Vilka handlingar gäller det?",
                "flerval",
                kravs=False,
                ur="uppgifter",
            ),
        ),
        utfall={"finns": "Det finns handlingar att pröva", "finns_inte": "Det finns inga"},
        frist="utlamnande",
        frist_fran="ankare",
        verkan=utlamnande.check_found,
    ).Next(this.finns_det)

    finns_det = Utfallsval().Case(this.svara_nej, utfall("valj", "finns_inte")).Default(this.prova)

    svara_nej = Gangsteg(
        "Svara att det inte finns",
        may=policy.may_handle_afterwards,
        vem=Ansvar.HANDLAGGAREN,
        lagrum="TF 2:15–16 §§; OSL 26:1",
        varfor="Säg att det inte finns något att lämna ut. Säg inte om någon är känd hos oss.",
        falt=(Falt("nar", "När svarade ni?", "datum"), Falt("hur", "Hur svarade ni?", "rad")),
        frist="utlamnande",
        frist_fran="ankare",
    ).Next(this.finns_inte)

    finns_inte = Slut("Det fanns inget att lämna ut")

    prova = Gangsteg(
        "Pröva en handling",
        may=policy.may_handle_afterwards,
        vem=Ansvar.HANDLAGGAREN,
        lagrum="OSL 6:3, 12 kap., 26:1",
        varfor="Uppgifter i socialtjänsten är hemliga om det inte står klart att ingen lider men. "
        "Pröva uppgift för uppgift. Det som inte kan lämnas stryks, och resten lämnas.",
        falt=(
            Falt("post", "Vilken handling?", "val", ur="begarda"),
            Falt("bedomning", "Kan den lämnas ut?", "val", val=BEDOMNINGAR),
            Falt("lagrum", "Vad hindrar det?", "val", kravs=False, val=utlamnande.LAGRUM),
            Falt("struket", "Vad stryks?", kravs=False),
            Falt("skal", "Varför?"),
        ),
        utfall={"fler": "Det finns fler att pröva", "klart": "Alla är prövade"},
        frist="utlamnande",
        frist_fran="ankare",
        verkan=utlamnande.judge_item,
    ).Next(this.finns_fler)

    finns_fler = Utfallsval().Case(this.prova, utfall("prova", "fler")).Default(this.sammanvag)

    sammanvag = Gangsteg(
        "Sammanfatta svaret",
        may=policy.may_handle_afterwards,
        vem=Ansvar.HANDLAGGAREN,
        lagrum="OSL 6:3, 10:14",
        varfor="Ett förbehåll kan göra att mer kan lämnas till en enskild: att inte föra vidare, "
        "eller inte använda på annat sätt. Skriv det exakt.",
        falt=(Falt("forbehall", "Förbehåll", kravs=False),),
        utfall={
            "helt": "Allt lämnas ut",
            "delvis": "En del lämnas ut",
            "nekas": "Inget lämnas ut",
        },
        frist="utlamnande",
        frist_fran="ankare",
        verkan=utlamnande.check_whole,
    ).Next(this.ar_nagot_nekat)

    ar_nagot_nekat = Utfallsval().Case(this.lamna, utfall("sammanvag", "helt")).Default(this.besked)

    besked = Gangsteg(
        "Säg vad som inte lämnas, och fråga om ett beslut",
        may=policy.may_handle_afterwards,
        vem=Ansvar.HANDLAGGAREN,
        lagrum="OSL 6:3",
        varfor="Den som får nej ska veta att nämnden kan pröva det och ge ett skriftligt beslut, "
        "och att beslutet kan överklagas.",
        falt=(
            Falt("nar", "När fick den som begär veta det?", "datum"),
            Falt("svar", "Vad blev svaret?", kravs=False),
        ),
        utfall={
            "vill_ha_beslut": "Den som begär vill ha ett beslut",
            "nojer_sig": "Den som begär nöjer sig med svaret",
        },
        frist="utlamnande",
        frist_fran="ankare",
    ).Next(this.begars_beslut)

    begars_beslut = (
        Utfallsval().Case(this.besluta, utfall("besked", "vill_ha_beslut")).Default(this.vad_lamnas)
    )

    besluta = Gangsteg(
        "Besluta om utlämnandet",
        may=policy.may_decide_utlamnande,
        vem=Ansvar.GRUPPLEDAREN,
        lagrum="OSL 6:3, 6:7",
        varfor="Nämnden prövar på nytt. Den som prövade handlingarna beslutar inte. Beslutet säger "
        "vad som inte lämnas, varför, och hur det överklagas till kammarrätten.",
        falt=(Falt("skal", "Skälen för beslutet"),),
        utfall={"star_fast": "Svaret står fast", "andras": "Något mer kan lämnas ut"},
        annan_an="prova",
        frist="utlamnande",
        frist_fran="ankare",
    ).Next(this.star_det_fast)

    star_det_fast = (
        Utfallsval().Case(this.prova, utfall("besluta", "andras")).Default(this.expediera)
    )

    expediera = Gangsteg(
        "Lämna beslutet",
        may=policy.may_handle_afterwards,
        vem=Ansvar.HANDLAGGAREN,
        lagrum="OSL 6:7; FL 33, 44 §§",
        varfor="Beslutet finns som PDF, och där står hur man överklagar. Överklagandet "
        "lämnas till nämnden inom tre veckor från den dag då den som begär fick beslutet.",
        falt=(
            Falt("nar", "När lämnades beslutet?", "datum"),
            Falt("hur", "Hur lämnades det?", "rad"),
        ),
        frist="utlamnande",
        frist_fran="ankare",
    ).Next(this.vad_lamnas)

    vad_lamnas = Utfallsval().Case(this.nekat, utfall("sammanvag", "nekas")).Default(this.lamna)

    nekat = Slut("Inget lämnades ut")

    lamna = Gangsteg(
        "Lämna ut",
        may=policy.may_handle_afterwards,
        vem=Ansvar.HANDLAGGAREN,
        lagrum="TF 2:15–16 §§",
        varfor="Lämna det som har prövats, med strykningarna gjorda så att de inte går att läsa. "
        "Läs igenom en gång till innan det lämnas.",
        falt=(
            Falt("nar", "När lämnades det?", "tid"),
            Falt("satt", "Hur lämnades det?", "val", val=SATT),
            Falt("kontrollerat", "Har du läst igenom det som lämnas?", "ja_nej"),
        ),
        frist="utlamnande",
        frist_fran="ankare",
        verkan=utlamnande.give_out,
    ).Next(this.lamnades_allt)

    lamnades_allt = (
        Utfallsval().Case(this.lamnat, utfall("sammanvag", "helt")).Default(this.delvis_lamnat)
    )

    lamnat = Slut("Allt lämnades ut")
    delvis_lamnat = Slut("En del lämnades ut")
