"""What can be released: the small protocol that a shareable item fulfils.

Each package tells which of its things in an ärende can be shared by registering a source. An item
opens nothing sealed until its text is asked for, so that only what is chosen is read and logged.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property, partial
from typing import Any
from uuid import UUID

from django.utils import timezone

from access.models import Anvandare
from arenden.models import Journalanteckning, Utredning
from arenden.rules.maskning import strike
from samverkansteam.models import Mote, Teamarende, Uppgiftsslag
from samverkansteam.rules.urval import chosen_text, parts


@dataclass(frozen=True)
class Delbart:
    """One thing that may be chosen for release. `rubrik` is shown to the one who chooses.

    `slag` is what a consent must cover for this thing, whatever else the release is about.
    """

    kalla: str
    id: UUID
    rubrik: str
    nar: datetime
    read_text: Callable[[], str]
    slag: str = ""

    @property
    def nyckel(self) -> str:
        return f"{self.kalla}:{self.id}"

    @cached_property
    def text(self) -> str:
        return self.read_text()

    @cached_property
    def delar(self) -> Sequence[str]:
        return parts(self.text)


@dataclass(frozen=True)
class Utvalt:
    """What was chosen of a thing: the places of its parts."""

    delbart: Delbart
    platser: Collection[int]

    @property
    def is_whole(self) -> bool:
        return len(self.platser) == len(self.delbart.delar)

    @property
    def rubrik(self) -> str:
        return self.delbart.rubrik if self.is_whole else f"{self.delbart.rubrik} (delar)"

    @property
    def text(self) -> str:
        if self.is_whole:
            return self.delbart.text
        return chosen_text(self.delbart.text, self.platser)

    def as_json(self) -> dict[str, Any]:
        """What is kept of the choice: which thing, and which of how many parts."""
        return {
            "nyckel": self.delbart.nyckel,
            "rubrik": self.delbart.rubrik,
            "delar": sorted(self.platser),
            "av": len(self.delbart.delar),
        }


Kalla = Callable[[Teamarende, Anvandare], Iterable[Delbart]]

_kallor: list[Kalla] = []


def register_kalla(kalla: Kalla) -> None:
    """Called by a package's AppConfig.ready(). The source lists what its user may read, no more."""
    _kallor.append(kalla)


def delbart_in(teamarende: Teamarende, user: Anvandare) -> list[Delbart]:
    """Everything in the ärende that can be released to a party of the team, newest first."""
    found = [delbart for kalla in _kallor for delbart in kalla(teamarende, user)]
    return sorted(found, key=lambda delbart: delbart.nar, reverse=True)


def signed_anteckningar(teamarende: Teamarende, user: Anvandare) -> Iterable[Delbart]:
    """Signed notes only: what is released must be something that can no longer change.

    A correction, or what the person says is wrong, goes with the note it stands beside.
    """
    rader = Journalanteckning.objects.visible_to(user).filter(
        arende=teamarende.arende_id, roll=Journalanteckning.Roll.ORIGINAL
    )
    for anteckning in rader.exclude(signerad=None):
        yield Delbart(
            kalla="journalanteckning",
            id=anteckning.pk,
            rubrik=f"Journal: {anteckning} {timezone.localdate(anteckning.nar)}",
            nar=anteckning.nar,
            read_text=partial(getattr, anteckning, "i_sin_helhet"),
        )


def finished_utredningar(teamarende: Teamarende, user: Anvandare) -> Iterable[Delbart]:
    """The summary of a utredning that is finished."""
    rader = Utredning.objects.visible_to(user).filter(arende=teamarende.arende_id)
    for utredning in rader.exclude(avslutad=None):
        avslutad = utredning.avslutad or utredning.inledd
        yield Delbart(
            kalla="utredning",
            id=utredning.pk,
            rubrik=f"Sammanfattning av utredningen {timezone.localdate(avslutad)}",
            nar=avslutad,
            read_text=partial(getattr, utredning, "sammanfattning"),
        )


def coming_moten(teamarende: Teamarende, user: Anvandare) -> Iterable[Delbart]:
    """When and where the team meets next."""
    for mote in Mote.objects.upcoming().visible_to(user).filter(team=teamarende.team_id):
        yield Delbart(
            kalla="mote",
            id=mote.pk,
            rubrik=f"Tid för möte {timezone.localdate(mote.planerat)}",
            nar=mote.planerat,
            read_text=partial(_in_words, mote),
            slag=Uppgiftsslag.MOTE,
        )


def _in_words(mote: Mote) -> str:
    plats = f" Plats: {mote.plats}." if mote.plats else ""
    return f"Teamet träffas {timezone.localtime(mote.planerat):%Y-%m-%d klockan %H:%M}.{plats}"


def compose(valda: Iterable[Utvalt], egen_text: str, ord_: Collection[str] = ()) -> str:
    """The exact words the receiver will see: what was chosen in order, then the sender's own.

    A word to mask is gone wherever it stands, in headings as well.
    """
    delar = [f"{vald.rubrik}\n{vald.text}" for vald in valda]
    if egen_text.strip():
        delar.append(egen_text.strip())
    return strike(["\n\n".join(delar)], ord_)
