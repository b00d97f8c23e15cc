"""A case that can be taken along the route through the real actions, one named step at a time."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from access.actions import give_tilltrade
from access.models import Anvandare, Enhet, Namnd, Niva, Omfattning, Roll, Skal
from arenden.actions.beslut import decide_beslut, propose_beslut
from arenden.actions.forhandsbedomning import decide_forhandsbedomning
from arenden.actions.inflode import register_inflode
from arenden.actions.kommunicering import receive_answer, send_material
from arenden.actions.skyddsbedomning import decide_skyddsbedomning
from arenden.actions.tilldelning import assign_arende
from arenden.actions.underrattelse import tell_berorda
from arenden.actions.utgang import follow_up_without_insats, hand_over
from arenden.actions.utredning import complete_utredning, save_utredning
from arenden.models import Arende, Beslut, Steg
from arenden.rules.inflode import parse_inflode
from insatser.actions.avslut import close_arende
from insatser.actions.insats import Samtycke, beslut_for_insats, start_insats
from insatser.actions.plan import faststall_plan, start_plan
from insatser.actions.planrader import add_mal
from insatser.actions.uppfoljning import complete_uppfoljning, plan_in_force, running
from insatser.aterblick import insatser_to_end, parter_of
from insatser.models import Insatstyp, Mal
from insatser.rules.avslut import Avslutsuppgifter, Insatssvar, Partssvar
from insatser.rules.insatsalder import Vem
from riskbedomning.actions import complete_bedomning, save_samlad, start_bedomning
from tests.builders import make_anvandare, make_enhet, make_namnd
from tests.riskbedomning.instrument import SAMLAD, answer_all, make_instrumentversion


@dataclass
class Stad:
    """A nämnd with a mottagning and a utredning unit, and the people a route needs."""

    namnd: Namnd
    mottagning: Enhet
    enhet: Enhet
    mottagare: Anvandare
    handlaggare: Anvandare
    gruppledare: Anvandare
    enhetschef: Anvandare


def make_stad() -> Stad:
    namnd = make_namnd(stadsdelsomrade="Järva")
    mottagning = make_enhet(namnd=namnd, slag=Enhet.Slag.MOTTAGNING)
    enhet = make_enhet(namnd=namnd)
    stad = Stad(
        namnd=namnd,
        mottagning=mottagning,
        enhet=enhet,
        mottagare=make_anvandare(Roll.MOTTAGNING, enhet=mottagning),
        handlaggare=make_anvandare(Roll.SOCIALSEKRETERARE, enhet=enhet),
        gruppledare=make_anvandare(Roll.GRUPPLEDARE, enhet=enhet),
        enhetschef=make_anvandare(Roll.ENHETSCHEF, enhet=enhet),
    )
    for anvandare, pa, niva in (
        (stad.mottagare, mottagning, Niva.ARBETA),
        (stad.gruppledare, mottagning, Niva.BESLUTA),
        (stad.gruppledare, enhet, Niva.BESLUTA),
        (stad.enhetschef, enhet, Niva.BESLUTA),
    ):
        give_tilltrade(
            anvandare=anvandare,
            omfattning=Omfattning.ENHET,
            omfattning_id=pa.pk,
            niva=niva,
            skal=Skal.UPPDRAG,
            kalla=pa.pk,
            actor=anvandare,
        )
    return stad


def make_inflode(**andrat: Any) -> Any:
    """A report from a school about one boy, received an hour ago; change any key of the file."""
    inkom = timezone.localtime() - timedelta(hours=1)
    data = {
        "slag": "orosanmalan",
        "inkom": inkom.isoformat(),
        "kanal": "telefon",
        "stadsdelsomrade": "Järva",
        "anmalare": {"kategori": "Skola", "namn": "Rektor S. Lind", "onskar_aterkoppling": True},
        "berorda": [
            {
                "roll": "barn",
                "personnummer": "201201262399",
                "fornamn": "Elias",
                "efternamn": "Provsson",
            }
        ],
        "text": "Pojken har inte varit i skolan på två veckor.",
    }
    return parse_inflode(data | andrat, idag=timezone.localdate())


def receive(stad: Stad, **andrat: Any) -> Arende:
    mottaget = register_inflode(inflode=make_inflode(**andrat), actor=stad.mottagare)
    return mottaget.arenden[0]


def protect(stad: Stad, arende: Arende) -> None:
    for anmalan in arende.anmalningar.without_skyddsbedomning():
        decide_skyddsbedomning(
            anmalan=anmalan,
            omedelbart_behov=False,
            bedomning="Pojken är hos sin mamma och trygg där.",
            atgarder="",
            actor=stad.mottagare,
        )


def open_(stad: Stad, arende: Arende, *, inleds: bool = True) -> None:
    decide_forhandsbedomning(
        arende=arende,
        inleds=inleds,
        motivering="Frånvaron är stor och orsaken okänd.",
        actor=stad.mottagare,
    )


def tell(stad: Stad, arende: Arende) -> None:
    tell_berorda(
        arende=arende,
        underrattad=True,
        vilka="Elias och hans mamma.",
        satt="muntligt",
        skal="",
        actor=stad.mottagare,
    )


def assign(stad: Stad, arende: Arende) -> None:
    assign_arende(
        arende=arende, handlaggare=stad.handlaggare, enhet=stad.enhet, actor=stad.gruppledare
    )


def investigate(stad: Stad, arende: Arende) -> None:
    arende = fresh(arende)
    assess(stad, arende)
    utredning = save_utredning(
        utredning=arende.utredning,
        version=arende.utredning.version,
        actor=stad.handlaggare,
        hord="samtal",
        barnets_rost="Jag vill tillbaka till klassen men inte till matten.",
        barnets_basta="Att snabbt komma tillbaka till skolan.",
        sammanfattning="Skolfrånvaron har börjat efter ett bråk.",
    )
    complete_utredning(utredning=utredning, actor=stad.handlaggare)


def assess(stad: Stad, arende: Arende) -> None:
    bedomning = start_bedomning(
        arende=arende, instrumentversion=make_instrumentversion(), actor=stad.handlaggare
    )
    answer_all(bedomning, actor=stad.handlaggare)
    bedomning = save_samlad(
        bedomning=bedomning, version=bedomning.version, actor=stad.handlaggare, **SAMLAD
    )
    complete_bedomning(bedomning=bedomning, actor=stad.handlaggare)


def propose(
    stad: Stad,
    arende: Arende,
    slag: str = Beslut.Slag.INSATS,
    *,
    andras_uppgifter: bool = False,
) -> Beslut:
    return propose_beslut(
        arende=arende,
        slag=slag,
        lagrum="SoL 11:1",
        text="Familjebehandling i sex månader.",
        motivering="Familjen behöver stöd för att skolgången ska fungera.",
        barnkonsekvens="Elias får en egen vuxen att tala med.",
        andras_uppgifter=andras_uppgifter,
        actor=stad.handlaggare,
    )


def decide(stad: Stad, arende: Arende, utfall: str = Beslut.Utfall.BESLUTAT) -> None:
    beslut = arende.beslut.get(utfall="")
    lvu = beslut.slag == Beslut.Slag.VARD_LVU
    decide_beslut(
        beslut=beslut,
        utfall=utfall,
        kommentar="Komplettera med skolans syn." if utfall == Beslut.Utfall.ATERREMISS else "",
        version=beslut.version,
        utskottsdag=timezone.localdate() if lvu else None,
        protokoll="§ 14" if lvu else "",
        actor=stad.enhetschef if lvu else stad.gruppledare,
    )


def communicate(stad: Stad, arende: Arende, *, forslaget: str = "star") -> None:
    kommunicering = send_material(
        beslut=arende.beslut.get(utfall=""),
        vilka="Elias mamma.",
        material="Utredningen och förslaget.",
        satt="brev",
        svara_senast=timezone.localdate() + timedelta(days=10),
        actor=stad.handlaggare,
    )
    receive_answer(
        kommunicering=kommunicering,
        synpunkter="Jag håller inte med om att Elias mår dåligt hemma.",
        forslaget=forslaget,
        actor=stad.handlaggare,
    )


def settle(stad: Stad, arende: Arende, slag: str) -> Arende:
    """Propose, let the person see it where the law asks for that, and decide."""
    propose(stad, arende, slag)
    arende = fresh(arende)
    if arende.steg == Steg.KOMMUNICERING:
        communicate(stad, arende)
    decide(stad, arende)
    return fresh(arende)


def place(stad: Stad, arende: Arende) -> None:
    hand_over(
        arende=arende,
        till="Enheten för familjehem",
        omfattar="Utredningen, beslutet och vårdplanen.",
        lamnad=timezone.localdate(),
        kvittens=timezone.localdate(),
        kvitterad_av="Familjehemssekreterare L. Prov",
        actor=stad.handlaggare,
    )


def follow_without_insats(stad: Stad, arende: Arende, beslut: str = "fortsatt") -> None:
    follow_up_without_insats(
        arende=arende,
        informerade="Mamma vet, och Elias också.",
        sammanfattning="Elias är i skolan de flesta dagar.",
        barnets_rost="Det är okej.",
        beslut=beslut,
        actor=stad.handlaggare,
    )


def plan(stad: Stad, arende: Arende, *, teamtyp: str = "") -> None:
    plan = start_plan(
        arende=arende,
        behov="Komma tillbaka till skolan.",
        barnets_syn="Det låter rimligt.",
        team_valt=bool(teamtyp),
        teamtyp=teamtyp,
        uppfoljning_senast=timezone.localdate() + timedelta(days=60),
        actor=stad.handlaggare,
    )
    add_mal(
        plan=plan,
        actor=stad.handlaggare,
        niva=Mal.Niva.SOCIAL,
        sikt=Mal.Sikt.KORT,
        specifikt="Elias är i skolan varje förmiddag.",
        matbart="Skolans närvarolista.",
        baslinje="Två dagar av tio.",
        accepterat="Elias, mamma och skolan.",
        realistiskt="Han bor nära och har en kompis att gå med.",
        tidsatt=timezone.localdate() + timedelta(days=60),
    )
    faststall_plan(plan=plan, version=plan.version, actor=stad.handlaggare)


def start(stad: Stad, arende: Arende) -> None:
    gallande = plan_in_force(arende)
    assert gallande is not None
    has_beslut = beslut_for_insats(arende) is not None
    start_insats(
        plan=gallande,
        insatstyp=make_insatstyp() if has_beslut else make_insatstyp("prov_utan", "utan"),
        mal=gallande.mal_set.all(),
        startdatum=timezone.localdate(),
        beskrivning="Träff varje vecka.",
        team=None,
        samtycken=agreed(),
        actor=stad.handlaggare,
    )


def agreed() -> list[Samtycke]:
    """The guardians' consent and the child's own, today."""
    idag = timezone.localdate()
    return [
        Samtycke(Vem.VARDNADSHAVARE, "Elias mamma och pappa", idag, "muntligt"),
        Samtycke(Vem.BARNET, "", idag, "muntligt"),
    ]


def follow_up(stad: Stad, arende: Arende, beslut: str = "fortsatt") -> None:
    gallande = plan_in_force(arende)
    assert gallande is not None
    complete_uppfoljning(
        arende=arende,
        sammanfattning="Det går framåt.",
        barnets_rost="Det är bättre nu.",
        beslut=beslut,
        nasta_senast=timezone.localdate() + timedelta(days=60) if beslut == "fortsatt" else None,
        uppfyllelser=dict.fromkeys(gallande.mal_set.all(), (1, "")),
        insatsval=dict.fromkeys(
            running(arende), ("avsluta" if beslut == "avsluta" else "fortsatt", "Den hjälper.")
        ),
        actor=stad.handlaggare,
    )


def close(stad: Stad, arende: Arende, **andrat: Any) -> None:
    close_arende(arende=arende, uppgifter=make_avslut(arende, **andrat), actor=stad.handlaggare)


def make_avslut(arende: Arende, **andrat: Any) -> Avslutsuppgifter:
    """A closing according to plan, where every party is told and nobody gets in touch."""
    uppgifter: dict[str, Any] = {
        "orsak": "planerat",
        "resultat": "uppnatt",
        "sammanfattning": "Elias går i skolan.",
        "barnets_rost": "Jag klarar mig nu.",
        "insatser": {ett.pk: Insatssvar("enligt_plan") for ett in insatser_to_end(arende)},
        "parter": {part.pk: Partssvar("slut") for part in parter_of(arende)},
    }
    return Avslutsuppgifter(**(uppgifter | andrat))


TO: dict[Steg, Callable[[Stad, Arende], object]] = {
    Steg.FORHANDSBEDOMNING: protect,
    Steg.UNDERRATTELSE: open_,
    Steg.UTREDNING: lambda stad, arende: (tell(stad, arende), assign(stad, arende)),
    Steg.BESLUTSFORSLAG: investigate,
    Steg.BESLUT: propose,
    Steg.PLAN: decide,
    Steg.INSATS: plan,
    Steg.UPPFOLJNING: start,
    Steg.AVSLUT: lambda stad, arende: follow_up(stad, arende, "avsluta"),
    Steg.AVSLUTAT: close,
}
"""What is done to arrive at each step, in the order of the route."""


SIDOVAG: dict[Steg, Callable[[Stad, Arende], object]] = {
    Steg.KOMMUNICERING: lambda stad, arende: propose(stad, arende, Beslut.Slag.AVSLAG),
    Steg.OVERLAMNING: lambda stad, arende: settle(stad, arende, Beslut.Slag.PLACERING),
    Steg.FOLJS_UPP: lambda stad, arende: settle(stad, arende, Beslut.Slag.FOLJS_UPP),
}
"""What is done after the utredning to arrive at the steps that only some cases take."""


def arende_at(stad: Stad, steg: Steg) -> Arende:
    """A case that has just arrived at `steg`."""
    return carry_to(stad, receive(stad), steg)


def carry_to(stad: Stad, arende: Arende, steg: Steg) -> Arende:
    for mal, act in TO.items():
        if arende.steg == (Steg.BESLUTSFORSLAG if steg in SIDOVAG else steg):
            break
        act(stad, arende)
        arende = fresh(arende)
        assert arende.steg == mal
    if steg in SIDOVAG:
        SIDOVAG[steg](stad, arende)
        arende = fresh(arende)
    assert arende.steg == steg
    return arende


def two_about_one(stad: Stad) -> tuple[Arende, Arende]:
    """An ärende in utredning, and one by mistake about the same boy.

    A report joins the ärende that is being assessed, so for a moment that one is said not to be.
    """
    till = arende_at(stad, Steg.UTREDNING)
    Arende.objects.filter(pk=till.pk).update(steg=Steg.UPPFOLJNING)
    fran = receive(stad, text="Han har setts med en kniv.")
    Arende.objects.filter(pk=till.pk).update(steg=Steg.UTREDNING)
    return fresh(till), fresh(fran)


def fresh(arende: Arende) -> Arende:
    return Arende.objects.for_list().get(pk=arende.pk)


def make_insatstyp(kod: str = "prov", provning: str = "behovsprovad") -> Insatstyp:
    typ, _ = Insatstyp.objects.get_or_create(
        kod=kod,
        defaults={
            "namn": "Familjebehandling",
            "malgrupp": "Barn och föräldrar",
            "malgrupper": ["barn", "foralder"],
            "nivaer": ["social"],
            "provning": provning,
            "utforare": "Öppenvården",
            "kalla": "Prov",
            "giltig_fran": date(2020, 1, 1),
        },
    )
    return typ
