"""Taking an arbetsgång through its steps, for the tests."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from access.models import Anvandare
from insatser.actions.arbetsgang import complete_steg
from insatser.fard import gangvag
from insatser.flows.arbetsgang import open_tasks
from insatser.models import Arbetsgang, Partsinbjudan, Stegutfall
from insatser.models.valbart import with_choices
from insatser.rules.falt import Falt
from insatser.rules.graf import Nod, Plats, replay


def open_steps(gang: Arbetsgang) -> list[str]:
    """The names of the open steps as the stored flow has them, one for each task."""
    return [task.flow_task.name for task in open_tasks([gang])]


def place_of(gang: Arbetsgang) -> Plats:
    """Where the facts alone put it."""
    return replay(gangvag().graf(gang), gang.utfall.as_facts())


def do(gang: Arbetsgang, steg: str, actor: Anvandare, utfall: str = "", **svar: Any) -> Stegutfall:
    """Do a step; what is not said is answered with something lawful, as the party that waits."""
    nod = gangvag().graf(gang).noder[steg]
    bjuden = Partsinbjudan.objects.filter(arbetsgang=gang, steg=steg, svar=None).first()
    rad = complete_steg(
        gang=gang,
        steg=steg,
        utfall=utfall or (nod.utfall[0][0] if nod.utfall else ""),
        svar=answers(replace(nod, falt=with_choices(nod.falt, gang))) | svar,
        part=bjuden.part_id if bjuden else None,
        actor=actor,
    )
    gang.refresh_from_db()
    return rad


def answers(nod: Nod) -> dict[str, Any]:
    """Something to every question of a step."""
    return {falt.namn: answer(falt) for falt in nod.falt}


def answer(falt: Falt) -> Any:
    koder = [kod for kod, _ in falt.val]
    now = datetime.now(UTC)
    return {
        "text": "Det vi kom fram till tillsammans.",
        "rad": "Två rader om saken",
        "datum": now.date().isoformat(),
        "tid": now.isoformat(timespec="minutes"),
        "ja_nej": True,
        "val": koder[0] if koder else "",
        "flerval": koder[:1],
        "tal": 3,
    }[falt.slag]
