"""«Så går ärendet till»: the route of a case as a picture, and step by step in words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from access.gate import Gate
from access.models import Roll
from arenden.views.bas import ArendeView
from audit.verb import Verb
from insatser.bpmn.lage import states_of
from insatser.bpmn.modell import title_of, way_words
from insatser.bpmn.svg import in_order, picture
from insatser.flows.definition import graf_of
from insatser.flows.fard import open_tasks
from insatser.flows.register import FLODEN
from insatser.rules.graf import Graf
from insatser.uppgifter import page_of

LAGEN = {"klar": "Klart", "nu": "Pågår nu", "sedan": "Kommer sedan, om det behövs"}


class ArendevagView(ArendeView):
    """Each report travels the route by itself, in the version that was in force when it came."""

    gate = Gate(Verb.ARENDE_READ, Roll.handlaggande())
    flik = "oversikt"
    template_name = "insatser/vag.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(vagar=list(self._ways()), **kwargs)

    def _ways(self) -> Iterator[dict[str, Any]]:
        adresser = self._addresses()
        processer = self.arende.processer.select_related("process", "anmalan").order_by("startad")
        for nummer, link in enumerate(processer, start=1):
            flode = FLODEN[link.flode, link.flodesversion]
            graf = graf_of(flode)
            lagen = states_of(link.process, flode)
            klara = [steg for steg, lage in lagen.items() if lage == "klar"]
            oppna = [steg for steg, lage in lagen.items() if lage == "oppen"]
            yield {
                "link": link,
                "graf": graf,
                "bild": picture(graf, klara=klara, oppna=oppna, bild_id=f"bild-{nummer}"),
                "steg": [
                    _step(graf, steg, lagen.get(steg, ""), adresser.get((link.pk, steg), ""))
                    for steg in in_order(graf)
                ],
            }

    def _addresses(self) -> dict[tuple[int, str], str]:
        """Where each open step is done, for those that this user may do."""
        return {
            (task.process.arendeprocess.pk, task.flow_task.name): page_of(
                task.flow_task.steg, self.arende, task.process.arendeprocess.anmalan
            )
            for task in open_tasks([self.arende])
            if task.flow_task.allows(self.user, task)
        }


def _step(graf: Graf, steg: str, lage: str, adress: str) -> dict[str, Any]:
    visat = {"klar": "klar", "oppen": "nu"}.get(lage, "sedan")
    return {
        "nod": graf.noder[steg],
        "lage": visat,
        "i_ord": LAGEN[visat],
        "url": adress,
        "sedan": ways_in_words(graf, steg),
    }


def ways_in_words(graf: Graf, namn: str, val: tuple[str, ...] = ()) -> list[str]:
    """What comes next, one line for each way: «Inleds: Utredning», through choice after choice."""
    rader: list[str] = []
    for kant in graf.ways_from(namn):
        val_har = (*val, way_words(kant, graf)) if kant.text else val
        nod = graf.noder[kant.till]
        if nod.is_steg or nod.slag == "slut":
            titel = title_of(nod, graf)
            rader.append(f"{', '.join(val_har)}: {titel}" if val_har else titel)
        else:
            rader += ways_in_words(graf, kant.till, val_har)
    return rader
