"""The plan on paper: for the team what all do, for the family how the work is carried out."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.db.models import QuerySet

from arenden.dokument.ram import day, innehall
from arenden.rules.innehall import Avsnitt, Block, Innehall, Lista, Text, tabell, varden
from insatser.models import Insats, Mal, Plan, Planatagande

GEMENSAMT = (
    "Planen innehåller det som den enskilde har gått med på att teamet får veta, och inget mer. "
    "Den delas inte vidare utan socialtjänstens prövning."
)


def with_everything(planer: QuerySet[Plan]) -> QuerySet[Plan]:
    """Plans with all that their documents read, in as many queries whatever they hold."""
    return planer.select_related("faststalld_av").prefetch_related(
        "mal_set__indikatorer",
        "behovsrader",
        "ataganden",
        "insatser__insatstyp",
        "insatser__ansvarig",
    )


def atgardsplan_innehall(plan: Plan) -> Innehall:
    """The team's plan: goals and who does what by when. Needs and baselines stay in the akt."""
    mal = [
        Avsnitt(
            f"Mål {nummer}: {rad.specifikt}",
            (varden([("Märks på", rad.matbart), ("Nås senast", rad.tidsatt)]),),
            3,
        )
        for nummer, rad in enumerate(plan.mal_set.all(), start=1)
    ]
    avsnitt = [
        Avsnitt("", (_head(plan), Text(GEMENSAMT))),
        Avsnitt("Det vi ska uppnå"),
        *mal,
        *_undertakings(plan),
        _follow_up(plan),
    ]
    return innehall(plan.arende, f"Åtgärdsplan {plan.nummer}", _nar(plan), avsnitt)


def genomforandeplan_innehall(plan: Plan) -> Innehall:
    """How the insatser are carried out, towards which goals, and how it is seen."""
    return innehall(plan.arende, f"Genomförandeplan {plan.nummer}", _nar(plan), plan_sections(plan))


def plan_sections(plan: Plan) -> Iterator[Avsnitt]:
    """Everything a plan says, as sections of the second level and below."""
    yield Avsnitt("", (_head(plan),))
    yield Avsnitt("Behov", (Text(plan.behov), *_needs(plan)))
    yield Avsnitt("Så ser barnet eller den unge på planen", (Text(plan.barnets_syn),))
    yield Avsnitt("Mål")
    for nummer, mal in enumerate(plan.mal_set.all(), start=1):
        yield Avsnitt(f"Mål {nummer}: {mal.specifikt}", tuple(_goal(mal)), 3)
    yield from _insatser(plan)
    yield from _undertakings(plan)
    yield _follow_up(plan)


def _head(plan: Plan) -> Block:
    return varden(
        [
            ("Gäller", plan.arende.akt.person.namn),
            ("Fastställd", day(plan.faststalld)),
            ("Fastställd av", plan.faststalld_av),
            ("Handläggare", plan.arende.handlaggare),
        ]
    )


def _nar(plan: Plan) -> datetime:
    return plan.faststalld or plan.skapad


def _needs(plan: Plan) -> Iterator[Block]:
    rader = [
        (rad.rubrik, rad.get_niva_display(), rad.get_slag_display(), rad.egna_ord)
        for rad in plan.behovsrader.all()
    ]
    if rader:
        yield tabell(("Behov", "Nivå", "Planen ska", "Med egna ord"), rader)


def _goal(mal: Mal) -> Iterator[Block]:
    yield varden(
        [
            ("Sikt", mal.get_sikt_display()),
            ("Nivå", mal.get_niva_display()),
            ("Hur är det nu", mal.baslinje),
            ("Märks på", mal.matbart),
            ("Därför är det möjligt", mal.realistiskt),
            ("Står bakom målet", mal.accepterat),
            ("Nås senast", mal.tidsatt),
        ]
    )
    rader = [
        (
            rad.namn,
            rad.enhet,
            f"{rad.baslinje} ({rad.baslinje_dag})",
            rad.malvarde,
            rad.get_riktning_display(),
        )
        for rad in mal.indikatorer.all()
    ]
    if rader:
        yield tabell(("Så följs det", "Räknas i", "Utgångsläge", "Mål", "Riktning"), rader)


def _insatser(plan: Plan) -> Iterator[Avsnitt]:
    for insats in plan.insatser.all():
        yield Avsnitt(f"Insats: {insats.insatstyp}", tuple(_insats(insats)))


def _insats(insats: Insats) -> Iterator[Block]:
    dos = ""
    if insats.dos_per_vecka is not None:
        ganger = f"{insats.dos_per_vecka.normalize():f}".replace(".", ",")
        dos = (
            f"{ganger} {'gång' if ganger == '1' else 'gånger'} i veckan, "
            f"{insats.dos_minuter} minuter, {insats.dos_veckor} veckor"
        )
    yield varden(
        [
            ("Från", day(insats.startdatum)),
            ("Till", day(insats.slutdatum)),
            ("Ansvarig", insats.ansvarig),
            ("Omfattning", dos),
        ]
    )
    if insats.beskrivning:
        yield Text(insats.beskrivning)


def who(atagande: Planatagande) -> str:
    return atagande.namn or str(atagande.get_vem_display())


def _undertakings(plan: Plan) -> Iterator[Avsnitt]:
    rader = [
        (who(rad), rad.vad, rad.senast, day(rad.klart) or "Inte än") for rad in plan.ataganden.all()
    ]
    if rader:
        yield Avsnitt("Vem gör vad", (tabell(("Vem", "Gör vad", "Senast", "Klart"), rader),))


def _follow_up(plan: Plan) -> Avsnitt:
    return Avsnitt("Uppföljning", (Lista((f"Första gången senast {plan.uppfoljning_senast}",)),))
