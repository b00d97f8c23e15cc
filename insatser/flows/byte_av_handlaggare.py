"""Byte av handläggare: a case changes hands without anything getting lost on the way."""

from __future__ import annotations

from viewflow import this

from arenden.models import Arende
from insatser import policy
from insatser.actions import byte
from insatser.flows.arbetsgang import Arbetsgangsflode
from insatser.flows.noder import Borjan, Gangsteg, Slut, Utfallsval, utfall
from insatser.rules.ansvar import Ansvar
from insatser.rules.falt import Falt

ANLEDNINGAR = (
    ("onskemal", "Barnet eller vårdnadshavaren har bett om det"),
    ("slutar", "Handläggaren slutar, är ledig eller byter arbete"),
    ("arbetslage", "Arbetsläget"),
    ("kunskap", "Ärendet behöver någon annans kunskap"),
    ("annat", "Annat"),
)
NY = Falt("ny", "Vem tar över?", "val", ur="handlaggare")


def without_handlaggare(arende: Arende) -> list[str]:
    if arende.handlaggare_id is not None:
        return []
    return ["Ärendet har ingen handläggare än. Be gruppledaren tilldela det."]


class ByteAvHandlaggareV1(Arbetsgangsflode):
    """Byte av handläggare

    Ärendet lämnas till en kollega i nämnden, med allt som är öppet, och barnet får veta det.
    """

    kod = "byte_av_handlaggare"
    version = 1
    lagrum = "SFS 2001:454 10 §; SoL 14:3"
    hindras_av = staticmethod(without_handlaggare)

    borjan = Borjan(this.link).Next(this.foresla)

    foresla = Gangsteg(
        "Föreslå byte",
        may=policy.may_work,
        vem=Ansvar.HANDLAGGAREN,
        lagrum="SFS 2001:454 10 §",
        varfor="Bara den som behöver uppgifterna i sitt arbete ska nå dem. Säg varför ärendet "
        "byter handläggare, och vem som kan ta över. Vid jäv används anmälan om jäv i stället.",
        falt=(
            Falt("anledning", "Varför byts handläggare?", "val", val=ANLEDNINGAR),
            Falt("varfor", "Berätta mer"),
            NY,
        ),
    ).Next(this.ga_igenom)

    ga_igenom = Gangsteg(
        "Gå igenom det som är öppet",
        may=policy.may_work,
        vem=Ansvar.HANDLAGGAREN,
        lagrum="SoL 14:3",
        varfor="Den som tar över ska kunna fortsätta utan att fråga barnet en gång till. Frister "
        "fortsätter att gå. Utkast följer inte med: skicka dem eller skriv in dem i anteckningen.",
        falt=(
            Falt(
                "oppet",
                "Vad är öppet?",
                "flerval",
                hjalp="Kryssa för allt du har gått igenom.",
                kravs=False,
                ur="oppet",
            ),
            Falt("anteckning", "Vad behöver den som tar över veta?"),
            Falt("barnets_syn", "Vad säger barnet och vårdnadshavarna om bytet?"),
        ),
        verkan=byte.check_all_gone_through,
    ).Next(this.besluta)

    besluta = Gangsteg(
        "Besluta om bytet",
        may=policy.may_assign,
        vem=Ansvar.GRUPPLEDAREN,
        lagrum="SFS 2001:454 10 §",
        varfor="Den som tar över får tillträde till akten när du beslutar, och den som lämnar "
        "förlorar sitt i samma stund. Någon annan än den som föreslog beslutar.",
        falt=(Falt("motivering", "Motivering"),),
        utfall={"bifalls": "Ärendet byter handläggare", "avslas": "Handläggaren behåller ärendet"},
        annan_an="foresla",
        verkan=byte.give_to_proposed,
    ).Next(this.blir_det_av)

    blir_det_av = Utfallsval().Case(this.behalls, utfall("besluta", "avslas")).Default(this.samtal)

    behalls = Slut("Handläggaren behöll ärendet")

    samtal = Gangsteg(
        "Ha ett överlämningssamtal",
        may=policy.may_work,
        vem=Ansvar.HANDLAGGAREN,
        lagrum="SoL 14:3",
        varfor="Gå igenom anteckningen tillsammans. Det som är viktigt för barnet sägs här.",
        falt=(
            Falt("nar", "När talades ni vid?", "tid"),
            Falt("innehall", "Vad kom ni fram till?"),
        ),
    ).Next(this.ta_emot)

    ta_emot = Gangsteg(
        "Ta emot ärendet",
        may=policy.may_work,
        vem=Ansvar.HANDLAGGAREN,
        lagrum="SoL 14:3",
        varfor="Du svarar för ärendet från och med beslutet. Lämna tillbaka det om du inte kan ta "
        "emot det, så beslutar gruppledaren på nytt.",
        falt=(Falt("kommentar", "Kommentar", kravs=False),),
        utfall={"tar_emot": "Jag tar emot ärendet", "aterlamnas": "Jag kan inte ta emot ärendet"},
    ).Next(this.togs_det_emot)

    togs_det_emot = (
        Utfallsval()
        .Case(this.besluta_pa_nytt, utfall("ta_emot", "aterlamnas"))
        .Default(this.beratta)
    )

    besluta_pa_nytt = Gangsteg(
        "Besluta på nytt vem som tar över",
        may=policy.may_assign,
        vem=Ansvar.GRUPPLEDAREN,
        lagrum="SFS 2001:454 10 §",
        varfor="Ett ärende ska alltid ha någon som svarar för det. Välj en annan handläggare, "
        "eller den som hade ärendet förut.",
        falt=(NY, Falt("motivering", "Motivering")),
        annan_an="ta_emot",
        verkan=byte.give_to_another,
    ).Next(this.samtal)

    beratta = Gangsteg(
        "Berätta för barnet och vårdnadshavarna",
        may=policy.may_work,
        vem=Ansvar.HANDLAGGAREN,
        lagrum="SoL 14:3",
        varfor="Barnet ska veta vem som är dess handläggare, och hur man når den personen.",
        falt=(
            Falt("nar", "När berättade ni?", "datum"),
            Falt("hur", "Hur fick de veta det?", "rad"),
            Falt("barnets_ord", "Vad sa barnet?", kravs=False),
        ),
    ).Next(this.bytt)

    bytt = Slut("Ärendet har en ny handläggare")
