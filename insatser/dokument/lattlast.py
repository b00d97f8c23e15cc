"""The plan in easy words, for the young person."""

from __future__ import annotations

from arenden.dokument.ram import innehall
from arenden.models import Lattlast
from arenden.rules.innehall import Avsnitt, Innehall, Text
from insatser.dokument.plan import who
from insatser.models import Plan
from insatser.rules.lattlast import Gorrad, Malrad, beginning, parts


def lattlast_innehall(plan: Plan, lattlast: Lattlast) -> Innehall:
    """As somebody has written it: large type, short lines."""
    avsnitt = [
        Avsnitt(rubrik, (Text(stycke),) if stycke else ())
        for rubrik, stycke in parts(lattlast.text)
    ]
    return innehall(plan.arende, "Min plan", lattlast.skriven, avsnitt, lattlast=True)


def beginning_of(plan: Plan) -> str:
    """What a person begins from, out of the plan's own fields."""
    gor = [Gorrad(who(rad), rad.vad, rad.senast) for rad in plan.ataganden.all()]
    gor += [
        Gorrad(str(insats.ansvarig), f"Det heter {insats.insatstyp}.")
        for insats in plan.insatser.all()
    ]
    return beginning(
        mal=[Malrad(mal.specifikt, mal.matbart, mal.tidsatt) for mal in plan.mal_set.all()],
        gor=gor,
        foljs_upp=plan.uppfoljning_senast,
        fraga=str(plan.arende.handlaggare or "din handläggare"),
    )


def written(plan: Plan) -> Lattlast | None:
    return Lattlast.objects.filter(plan_id=plan.pk).select_related("skriven_av").first()
