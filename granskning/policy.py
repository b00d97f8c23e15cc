"""Who may review a break-glass, and which ones they are shown."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from access.behorighet import may_review
from access.models import Anvandare, Nodoppning, Roll
from access.policy import Decision, deny


def nodoppningar_for(user: Anvandare) -> QuerySet[Nodoppning]:
    """Opened akter that the user may review or follow: never those they opened themselves."""
    nagot = Q(pk__in=[])
    for uppdrag in user.uppdrag_nu:
        if uppdrag.roll == Roll.ENHETSCHEF and uppdrag.enhet_id:
            nagot |= Q(enhet=uppdrag.enhet_id)
        if uppdrag.roll in {Roll.LOGGRANSKARE, Roll.DATASKYDDSOMBUD}:
            nagot |= Q(enhet__namnd=uppdrag.namnd_id) if uppdrag.namnd_id else Q()
    oppnade = Nodoppning.objects.opened().filter(nagot).exclude(anvandare=user)
    return oppnade.select_related("anvandare", "enhet__namnd", "granskning__granskad_av")


def may_judge(user: Anvandare, nodoppning: Nodoppning) -> Decision:
    """Give the verdict: once, by a reviewer who has no part in it."""
    if hasattr(nodoppning, "granskning"):
        return deny("Nödöppningen är redan granskad.")
    return may_review(user, nodoppning)
