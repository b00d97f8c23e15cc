"""What opens and closes akter for a time: jäv, names, absence, passes on call, break-glass."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING

from django.utils import timezone

from access.actions.delegation import give_delegation
from access.actions.franvaro import appoint_ersattare
from access.actions.jour import give_jourpass
from access.models import Anvandare, Niva, Nodoppning, Roll
from arenden.actions.aktualitet import answer_namnd, ask_namnd
from arenden.actions.jav import declare_jav as declare
from arenden.actions.journal import sign_anteckning, write_anteckning
from arenden.actions.nodoppning import break_glass
from arenden.actions.skydd import name_person
from arenden.actions.skydd import open_fack as open_for
from arenden.models import Aktualitetsforfragan, Arende, Steg
from config.demo.ord import TEXTER
from config.demo.tidslinje import Tidslinje
from granskning.actions.nodoppning import review_nodoppning
from granskning.actions.utdrag.begaran import request_utdrag
from granskning.actions.utdrag.beslut import record_leverans, refuse_utdrag, release_utdrag
from granskning.actions.utdrag.framtagning import build_utdrag, items_of
from granskning.actions.utdrag.provning import Dom, judge_poster, submit_utdrag

if TYPE_CHECKING:
    from config.demo.gang import Gang
    from config.demo.stad import Stad

NAMNGIVEN = timedelta(days=180)
"""How long somebody is named for a protected akt, or for the address in it."""
JOURPASS = timedelta(hours=12)
UTDRAGEN = (
    (44, "avslaget"),
    (31, "overlamnat"),
    (5.5, "provat"),
    (5.2, "framtaget"),
    (1.3, "begart"),
)
"""How many days ago somebody asked for an extract, and how far it has come."""
MYNDIG = 18
PASSET_I_GAR, PASSET_NU = timedelta(hours=26), timedelta(hours=3)
"""How long ago the two passes on call began."""
TEXT = TEXTER["nodoppning"]


# in one case, on its way


def declare_jav(gang: Gang) -> None:
    """The handläggare turns out to know the family, and is out of the akt at once."""
    declare(arende=gang.arende, actor=gang.handlaggare)


def reassign(gang: Gang) -> None:
    gang.handlaggare = _colleague(gang)
    gang.assign()


def name_colleague(gang: Gang) -> None:
    """One more person may work with a protected case."""
    name_person(
        arende=gang.arende,
        anvandare=_colleague(gang),
        niva=Niva.ARBETA,
        till=timezone.now() + NAMNGIVEN,
        motivering=gang.ord.ur("skydd", "namngiven"),
        actor=gang.gruppledare,
    )


def open_fack(gang: Gang) -> None:
    """Whoever visits the home may read where it is."""
    open_for(
        arende=gang.arende,
        anvandare=gang.handlaggare,
        till=timezone.now() + NAMNGIVEN,
        motivering=gang.ord.ur("skydd", "fack"),
        actor=gang.gruppledare,
    )


def _colleague(gang: Gang) -> Anvandare:
    kollegor = gang.stad.personal[gang.kod, "socialsekreterare"]
    return next(en for en in kollegor if en != gang.handlaggare)


# in the town, these last weeks


def plan_handelser(linje: Tidslinje, *, stad: Stad, gangar: Sequence[Gang], nu: datetime) -> None:
    """Put them on the timeline. A town without such a case does without what happens in one."""

    def dagar(antal: float, gor: Callable[..., object], *args: object) -> None:
        linje.add(nu - timedelta(days=antal), partial(gor, *args))

    dagar(20, delegate, stad)
    dagar(3, put_on_call, stad, nu)
    dagar(1, cover, stad)
    if gang := _case(gangar, "JAR", Steg.UPPFOLJNING, before=nu - timedelta(days=UTDRAGEN[0][0])):
        dagar(7.1, open_unreachable, gang)
        for nar, till in UTDRAGEN:
            dagar(nar, ask_for_utdrag, gang, till)
        dagar(5.9, review, gang)
    if gang := _case(gangar, "SKH", Steg.UPPFOLJNING, before=nu - timedelta(days=1)):
        dagar(0.9, open_on_call, gang)
    if gang := _case(gangar, "FAR", Steg.UTREDNING, before=nu - timedelta(days=10)):
        dagar(9.2, ask, gang, "SKH")
        dagar(8.9, answer, gang, "SKH")
        dagar(1.1, ask, gang, "JAR")


def delegate(stad: Stad) -> None:
    """An experienced handläggare may extend a time while the gruppledare is away on a course."""
    idag = timezone.localdate()
    give_delegation(
        anvandare=stad.personal["SKH", "socialsekreterare"][-1],
        arendetyp="forlangning",
        enhet=stad.enheter["SKH", "utredning"],
        fran=idag,
        till=idag + timedelta(days=60),
        actor=stad.personal["SKH", "enhetschef"][0],
    )


def cover(stad: Stad) -> None:
    """Away from tomorrow, for a week."""
    borta, ersattare, *_ = stad.personal["JAR", "socialsekreterare"]
    idag = timezone.localdate()
    appoint_ersattare(
        anvandare=borta,
        ersattare=ersattare,
        fran=idag + timedelta(days=1),
        till=idag + timedelta(days=8),
        actor=stad.personal["JAR", "gruppledare"][0],
    )


def put_on_call(stad: Stad, nu: datetime) -> None:
    """Two passes: one of last night, and one that is going on at `nu`."""
    hel = nu.replace(minute=0, second=0, microsecond=0)
    jouren = stad.personal["", Roll.SOCIALJOUR]
    for anvandare, kod, sedan in zip(
        jouren, ("SKH", "JAR"), (PASSET_I_GAR, PASSET_NU), strict=True
    ):
        give_jourpass(
            anvandare=anvandare,
            namnd=stad.namnder[kod],
            fran=hel - sedan,
            till=hel - sedan + JOURPASS,
            actor=stad.personal[kod, "gruppledare"][0],
        )


def open_unreachable(gang: Gang) -> None:
    """A colleague without the akt takes the call."""
    kollegor = gang.stad.personal[gang.kod, "socialsekreterare"]
    utan = next(en for en in kollegor if not _reaches(en, gang))
    _break_glass(gang, Nodoppning.Orsak.ONABAR, "onabar", actor=utan)


def open_on_call(gang: Gang) -> None:
    jour = gang.stad.personal["", Roll.SOCIALJOUR][0]
    _break_glass(gang, Nodoppning.Orsak.JOUR, "jour", actor=jour)


def review(gang: Gang) -> None:
    review_nodoppning(
        nodoppning=Nodoppning.objects.get(akt_id=gang.arende.akt_id),
        utfall="motiverad",
        kommentar=TEXT["granskad"],
        actor=gang.stad.personal[gang.kod, "enhetschef"][0],
    )


def ask_for_utdrag(gang: Gang, till: str) -> None:
    """Somebody wants to know what is written, and who has read; taken as far as `till`."""
    idag = timezone.localdate()
    barn, is_register = gang.barn, till in {"provat", "framtaget"}
    foralder = next(iter(barn.foraldrar), None) if barn.alder < MYNDIG else None
    vem = foralder if foralder and till == "provat" else barn
    utdrag = request_utdrag(
        arende=gang.arende,
        slag="registerutdrag" if is_register else "loggutdrag",
        begarare="ung" if vem is barn else "vardnadshavare",
        namn=f"{vem.fornamn} {vem.efternamn}",
        identitet="legitimation",
        hotad="nej",
        inkom=idag,
        fran=idag - timedelta(days=90),
        till=idag,
        actor=gang.handlaggare,
    )
    chef = gang.stad.personal[gang.kod, "enhetschef"][0]
    if till == "avslaget":
        refuse_utdrag(utdrag=utdrag, avslagsmotiv=TEXTER["utdrag"]["avslag"], actor=chef)
    if till in {"begart", "avslaget"}:
        return
    utdrag = build_utdrag(utdrag=utdrag, actor=gang.handlaggare)
    if till == "framtaget":
        return
    domar = [
        Dom(post.ordning, post.utfall, post.grund, tuple(post.struket)) for post in items_of(utdrag)
    ]
    judge_poster(utdrag=utdrag, omgang=utdrag.omgang, domar=domar, actor=gang.handlaggare)
    submit_utdrag(utdrag=utdrag, actor=gang.handlaggare)
    if till == "overlamnat":
        release_utdrag(utdrag=utdrag, actor=chef)
        record_leverans(
            utdrag=utdrag, leveranssatt="hamtat", levererad=idag, actor=gang.handlaggare
        )


def ask(gang: Gang, kod: str) -> None:
    ask_namnd(
        arende=gang.arende,
        tillfragad=gang.stad.namnder[kod],
        andamal=Aktualitetsforfragan.Andamal.UTREDNING,
        actor=gang.handlaggare,
    )


def answer(gang: Gang, kod: str) -> None:
    answer_namnd(
        forfragan=Aktualitetsforfragan.objects.get(
            akt_id=gang.arende.akt_id, tillfragad=gang.stad.namnder[kod]
        ),
        svar=Aktualitetsforfragan.Svar.NEJ,
        actor=gang.stad.personal[kod, "mottagning"][0],
    )


def _break_glass(gang: Gang, orsak: str, vad: str, *, actor: Anvandare) -> None:
    """Open the akt, and write what came of it while it is open."""
    arende = gang.arende
    break_glass(nummer=arende.arendenummer, orsak=orsak, text=gang.ord.fyll(TEXT[vad]), actor=actor)
    anteckning = write_anteckning(
        arende=arende,
        slag="samtal",
        nar=timezone.now(),
        narvarande=f"{gang.barn.fornamn}, {actor.namn}",
        text=gang.ord.fyll(TEXT[f"{vad}_anteckning"]),
        actor=actor,
    )
    sign_anteckning(anteckning=anteckning, version=anteckning.version, actor=actor)


def _reaches(anvandare: Anvandare, gang: Gang) -> bool:
    return Arende.objects.visible_to(anvandare).filter(pk=gang.arende.pk).exists()


def _case(gangar: Sequence[Gang], kod: str, steg: Steg, *, before: datetime) -> Gang | None:
    """The first unprotected case in a nämnd that stands there now and came in before a moment."""
    return next(
        (
            gang
            for gang in gangar
            if gang.kod == kod
            and gang.ode.stannar == steg
            and gang.mottaget < before
            and gang.barn.skyddsniva == "ingen"
            and gang.barn.nummer
        ),
        None,
    )
