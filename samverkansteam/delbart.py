"""What can be released: the small protocol that a shareable item fulfils.

Each package tells which of its things in an ärende can be shared by registering a source. An item
opens nothing sealed until its text is asked for, so that only what is chosen is read and logged.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from uuid import UUID

from django.utils import timezone

from access.models import Anvandare
from arenden.models import Arende, Journalanteckning


@dataclass(frozen=True)
class Delbart:
    """One thing that may be chosen for release. `rubrik` is shown to the one who chooses."""

    kalla: str
    id: UUID
    rubrik: str
    nar: datetime
    read_text: Callable[[], str]

    @property
    def nyckel(self) -> str:
        return f"{self.kalla}:{self.id}"


Kalla = Callable[[Arende, Anvandare], Iterable[Delbart]]

_kallor: list[Kalla] = []


def register_kalla(kalla: Kalla) -> None:
    """Called by a package's AppConfig.ready(). The source lists what its user may read, no more."""
    _kallor.append(kalla)


def delbart_in(arende: Arende, user: Anvandare) -> list[Delbart]:
    """Everything in the ärende that can be released, newest first."""
    found = [delbart for kalla in _kallor for delbart in kalla(arende, user)]
    return sorted(found, key=lambda delbart: delbart.nar, reverse=True)


def signed_anteckningar(arende: Arende, user: Anvandare) -> Iterable[Delbart]:
    """Signed notes only: what is released must be something that can no longer change.

    A correction, or what the person says is wrong, goes with the note it stands beside.
    """
    rader = Journalanteckning.objects.visible_to(user).filter(
        arende=arende, roll=Journalanteckning.Roll.ORIGINAL
    )
    for anteckning in rader.exclude(signerad=None):
        yield Delbart(
            kalla="journalanteckning",
            id=anteckning.pk,
            rubrik=f"Journal: {anteckning} {timezone.localtime(anteckning.nar):%Y-%m-%d}",
            nar=anteckning.nar,
            read_text=partial(getattr, anteckning, "i_sin_helhet"),
        )


def compose(valda: Iterable[Delbart], egen_text: str) -> str:
    """The exact words the receiver will see: the chosen items in order, then the sender's own."""
    delar = [f"{delbart.rubrik}\n{delbart.read_text()}" for delbart in valda]
    if egen_text.strip():
        delar.append(egen_text.strip())
    return "\n\n".join(delar)
