"""Överflytt: another nämnd or kommun is asked to take over, and gets what was tried to go along."""

from __future__ import annotations

from viewflow import this

from insatser import policy
from insatser.actions import overflyttning
from insatser.flows.arbetsgang import Arbetsgangsflode
from insatser.flows.noder import Borjan, Gangsteg, Slut, Utfallsval, utfall
from insatser.krav import overflyttning as kraven
from insatser.models import Overflyttning
from insatser.rules.ansvar import Ansvar
from insatser.rules.falt import Falt

UTREDNING = (
    ("ingen", "Ingen utredning pågår"),
    ("klar_har", "Vi gör den klar innan ärendet lämnas över"),
    ("overtas", "Mottagaren tar över den, om den säger ja"),
)
RESULTAT = (
    ("uppnatt", "Målen nåddes"),
    ("delvis", "Målen nåddes delvis"),
    ("ej", "Målen nåddes inte"),
)


class OverflyttV1(Arbetsgangsflode):
    """Överflytt till annan nämnd eller kommun

    En annan nämnd i staden eller en annan kommun tillfrågas om att ta över. Bara det som prövats
    följer med, och ärendet stannar här till dess att någon annan har tagit emot det.
    """

    kod = "overflytt"
    version = 1
    lagrum = "SoL 29 kap.; OSL 8:1; SFS 2001:637 11 §"

    borjan = Borjan(this.link).Next(this.foresla)

    foresla = Gangsteg(
        "Föreslå att ärendet flyttas",
        may=policy.may_work,
        vem=Ansvar.HANDLAGGAREN,
        lagrum="SoL 29:9",
        varfor="Varje nämnd är en egen myndighet, också inom staden. En utredning som har börjat "
        "görs klar här, om inte den som tar emot ärendet tar över den.",
        falt=(
            Falt("namnd", "Vilken nämnd i staden?", "val", kravs=False, ur="namnder"),
            Falt("kommun", "Eller vilken annan kommun?", "rad", kravs=False),
            Falt("skal", "Varför bör ärendet flyttas?"),
            Falt("utredning", "Vem gör klart utredningen?", "val", val=UTREDNING),
            Falt("barnets_syn", "Vad säger barnet och vårdnadshavarna?"),
        ),
        utfall={"stad": "Till en annan nämnd i staden", "annan_kommun": "Till en annan kommun"},
        krav=(kraven.skydd_bedomt,),
        verkan=overflyttning.check_receiver,
    ).Next(this.grund)

    grund = Gangsteg(
        "Ange vad som låter uppgifter lämnas",
        may=policy.may_work,
        vem=Ansvar.HANDLAGGAREN,
        lagrum="OSL 8:1, 10:1–2, 12:2, 26:9; SoL 29:12",
        varfor="Sekretess gäller mellan nämnder. Fråga i första hand om samtycke. Till en annan "
        "kommun får det lämnas som den behöver när ärendet flyttas.",
        falt=(
            Falt("grund", "På vilken grund?", "val", val=tuple(Overflyttning.Grund.choices)),
            Falt("avvagning", "Hur har du vägt, eller vem har samtyckt till vad?"),
        ),
        verkan=overflyttning.check_ground,
    ).Next(this.menprova)

    menprova = Gangsteg(
        "Välj och pröva vad som följer med",
        may=policy.may_work,
        vem=Ansvar.HANDLAGGAREN,
        lagrum="OSL 26:1",
        varfor="Bara det som mottagaren behöver följer med. Ta bort det som handlar om andra. "
        "Handlingar nämns med rubrik och lämnas för sig.",
        falt=(
            Falt("uppgifter", "Vad följer med?", "flerval", kravs=False, ur="uppgifter"),
            Falt("sammanfattning", "Sammanfatta det mottagaren behöver veta"),
            Falt("skal", "Varför behövs det, och varför lider ingen men?"),
        ),
    ).Next(this.besluta)

    besluta = Gangsteg(
        "Besluta om att fråga",
        may=policy.may_decide,
        vem=Ansvar.GRUPPLEDAREN,
        lagrum="OSL 8:1, 10 kap.",
        varfor="När du beslutar får mottagaren frågan med just det som prövats. Akten stannar "
        "här. Någon annan än den som föreslog beslutar.",
        falt=(Falt("motivering", "Motivering"),),
        utfall={"skickas": "Frågan ställs", "avstas": "Ärendet stannar här"},
        annan_an="foresla",
        krav=(kraven.skydd_bedomt,),
        utan_krav=("avstas",),
        till=("socialtjanst",),
        verkan=overflyttning.ask,
    ).Next(this.stalls_fragan)

    stalls_fragan = Utfallsval().Case(this.stannade, utfall("besluta", "avstas")).Default(this.svar)

    stannade = Slut("Frågan ställdes aldrig")

    svar = Gangsteg(
        "Ta emot svaret",
        may=policy.may_work,
        vem=Ansvar.HANDLAGGAREN,
        lagrum="SoL 29 kap.",
        varfor="En nämnd i staden svarar själv i systemet. En annan kommun svarar i brev, som du "
        "skriver in här. Till dess svarar ni för barnet som förut.",
        falt=(Falt("svar", "Vad svarade de?"),),
        utfall={
            "ja": "De tar emot ärendet",
            "nej": "De tar inte emot ärendet",
            "tas_tillbaka": "Frågan tas tillbaka",
        },
        krav=(kraven.har_svar,),
        utan_krav=("tas_tillbaka",),
        fran=("socialtjanst",),
        frist="overflytt_svar",
        verkan=overflyttning.take_answer,
    ).Next(this.vad_svarade_de)

    vad_svarade_de = (
        Utfallsval()
        .Case(this.lamna_over, utfall("svar", "ja"))
        .Case(this.fortsatt_har, utfall("svar", "nej"))
        .Default(this.tillbakatagen)
    )

    tillbakatagen = Slut("Frågan togs tillbaka")

    fortsatt_har = Gangsteg(
        "Fortsätt här, och berätta",
        may=policy.may_work,
        vem=Ansvar.HANDLAGGAREN,
        lagrum="SoL 29 kap.",
        varfor="Ärendet fortsätter hos er utan avbrott. Är ni inte överens med en annan kommun kan "
        "frågan tas till Inspektionen för vård och omsorg, IVO.",
        falt=(
            Falt("vidare", "Hur går ni vidare?"),
            Falt("berattat", "När fick barnet och vårdnadshavarna veta det?", "datum"),
        ),
    ).Next(this.nekad)

    nekad = Slut("Ärendet blev kvar här")

    lamna_over = Gangsteg(
        "Lämna över och avsluta här",
        may=policy.may_work,
        vem=Ansvar.HANDLAGGAREN,
        lagrum="SoL 14:3, 29:9, 29:12",
        varfor="Lämna över så att barnet alltid har någon som svarar för det. När mottagaren har "
        "kvitterat avslutas ärendet här. Er akt stannar hos er, och ert tillträde upphör.",
        falt=(
            Falt("nar", "När lämnades ärendet över?", "tid"),
            Falt("kvittens", "Vem tog emot, och vad har de kvitterat?"),
            Falt("berattat", "Vad har barnet och vårdnadshavarna fått veta?"),
            Falt("barnets_ord", "Barnets egna ord"),
            Falt("resultat", "Hur långt kom ni här?", "val", val=RESULTAT),
        ),
        krav=(kraven.skydd_bedomt, kraven.inget_forslag_vantar, kraven.utredning_far_lamnas),
        verkan=overflyttning.hand_over,
    ).Next(this.flyttad)

    flyttad = Slut("Ärendet har flyttats")
