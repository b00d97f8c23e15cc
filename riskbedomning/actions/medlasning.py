"""The second pair of eyes: reading, seeing otherwise, and being answered."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.utils import timezone

from access.models import Anvandare
from access.policy import require
from arenden.actions.las import lock
from audit import log
from audit.action import action
from audit.verb import Verb
from riskbedomning import policy
from riskbedomning.actions.fardig import oro_of
from riskbedomning.actions.medlasningsbegaran import follow_medlasning
from riskbedomning.models import Bedomning, Medlasning
from riskbedomning.rules.medlasning import Oro


def seen(bedomning: Bedomning, oro: Oro) -> str:
    """What the reader had before them, for the form to carry: refused if it is no longer so."""
    return f"{bedomning.version}:{','.join(sorted(oro.kritiska))}"


@action
def give_medlasning(
    *, bedomning: Bedomning, sett: str, utfall: str, kommentar: str, actor: Anvandare
) -> Medlasning:
    """Say what another pair of eyes sees in the assessment as it is now.

    Refuses a reading of nothing, of something that has changed meanwhile (`sett`), and a reader
    who sees otherwise without saying what.
    """
    row = lock(Bedomning, bedomning.pk)
    require(policy.may_second_read(actor, row))
    if not row.samlad:
        raise ValidationError(f"{row.bedomare} har inte skrivit sin samlade bedömning än.")
    oro = oro_of(row)
    if sett != seen(row, oro):
        raise ValidationError("Bedömningen har ändrats sedan du öppnade sidan. Läs den igen.")
    if utfall == Medlasning.Utfall.ANNORLUNDA and not kommentar.strip():
        raise ValidationError({"kommentar": "Skriv vad du ser på ett annat sätt."})
    medlasning = Medlasning(
        akt_id=row.akt_id,
        namnd_id=row.namnd_id,
        bedomning=row,
        bedomare_id=row.bedomare_id,
        lasare=actor,
        avsag={"samlad": oro.samlad, "kritiska": sorted(oro.kritiska)},
        utfall=utfall,
        kommentar=kommentar,
    )
    log.save(medlasning, actor=actor, verb=Verb.MEDLASNING_GIVE)
    follow_medlasning(row, actor=actor)
    return medlasning


@action
def answer_medlasning(*, medlasning: Medlasning, svar: str, actor: Anvandare) -> Medlasning:
    """The assessor's answer, once: both texts are kept as they were written."""
    row = lock(Medlasning, medlasning.pk)
    require(policy.may_answer_medlasning(actor, row))
    if not svar.strip():
        raise ValidationError({"svar": "Skriv hur du ser på det som medläsaren skrev."})
    row.svar = svar
    row.besvarad = timezone.now()
    log.save(row, actor=actor, verb=Verb.MEDLASNING_ANSWER)
    return row
