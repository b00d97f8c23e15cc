"""Who may do what in a team. The socialtjänst leads; another party sees what it was given."""

from __future__ import annotations

from uuid import UUID

from access.models import Anvandare, Namnd, Niva, Omfattning, Roll, Tilltrade
from access.policy import GRANTED, Decision, deny, regel
from arenden import policy as arendepolicy
from arenden.models import Arende
from samverkansteam.models import (
    Atagande,
    Bidrag,
    Deltagare,
    Kvittens,
    Lagrumsandring,
    Medverkansbegaran,
    Mote,
    Narvaro,
    Part,
    Samtycke,
    Team,
    Teamarende,
    Teamtypversion,
)

LEADING = (*Roll.handlaggande(), Roll.SAMORDNARE, Roll.SYSTEM)


@regel
def may_create(user: Anvandare, namnd: Namnd) -> Decision:
    if user.has_roll({Roll.SYSTEM}) or namnd.pk in user.namnder(LEADING):
        return GRANTED
    return deny(f"Du har inget uppdrag att bilda team i {namnd}.")


@regel
def may_read(user: Anvandare, team: Team) -> Decision:
    if Team.objects.visible_to(user).filter(pk=team.pk).exists():
        return GRANTED
    return deny("Du är inte med i teamet.")


@regel
def may_lead(user: Anvandare, team: Team) -> Decision:
    """Change the team, its parties and members; plan and document its meetings."""
    if team.is_avslutat:
        return deny("Teamet är avslutat. Det går att läsa men inte att ändra.")
    if user.organisation_id is not None or not user.has_roll(LEADING):
        return deny("Teamet leds av socialtjänsten.")
    if not _works_in(user, team):
        return deny("Du är inte med i teamet.")
    return GRANTED


@regel
def may_log_gruppatgard(user: Anvandare, team: Team) -> Decision:
    """Any party may log what it did with a group, since nobody is named."""
    if team.is_avslutat:
        return deny("Teamet är avslutat. Det går att läsa men inte att ändra.")
    if Deltagare.objects.in_force().filter(team=team, anvandare=user).exists():
        return GRANTED
    return may_lead(user, team)


@regel
def may_connect(user: Anvandare, team: Team, arende: Arende) -> Decision:
    """Both sides are asked: leading the team, and working with the ärende."""
    if not (decision := may_lead(user, team)):
        return decision
    if team.namnd_id != arende.namnd_id:
        return deny(
            "Ärendet hör till en annan nämnd. Mellan nämnder passerar inget utan delgivning."
        )
    return arendepolicy.may_work(user, arende)


@regel
def may_share(user: Anvandare, teamarende: Teamarende) -> Decision:
    """Take and withdraw consent, release, refuse, log what was done with the person."""
    if teamarende.till is not None:
        return deny("Teamet arbetar inte längre med ärendet.")
    if not (decision := may_lead(user, teamarende.team)):
        return decision
    return arendepolicy.may_work(user, teamarende.arende)


@regel
def may_withdraw(user: Anvandare, samtycke: Samtycke) -> Decision:
    """A withdrawal is never held up by a closed team or case: reaching the akt is enough."""
    if samtycke.aterkallat is not None:
        return deny("Samtycket är redan återkallat.")
    if samtycke.upphort is not None:
        return deny("Samtycket har upphört. Registrera ett nytt.")
    if user.has_roll(Roll.handlaggande()) and arendepolicy.may_read(user, samtycke.akt):
        return GRANTED
    return deny("Bara den som handlägger ärendet registrerar att ett samtycke tas tillbaka.")


@regel
def may_hold(user: Anvandare, mote: Mote) -> Decision:
    if mote.is_genomfort:
        return deny("Mötet är dokumenterat och anteckningarna är låsta.")
    if mote.installt is not None:
        return deny("Mötet är inställt.")
    return may_lead(user, mote.team)


@regel
def may_read_protokoll(user: Anvandare, mote: Mote) -> Decision:
    """The minutes were told to the parties that were called; one that came later begins there."""
    if not mote.is_genomfort:
        return deny("Mötet är inte dokumenterat än.")
    if not (decision := may_read(user, mote.team)) or user.organisation_id is None:
        return decision
    egna = Part.objects.filter(team=mote.team_id, deltagare__anvandare=user, deltagare__till=None)
    if Narvaro.objects.filter(mote=mote, deltagare__part__in=egna).exists():
        return GRANTED
    return deny("Mötet hölls innan ni kom med. De som var kallade läser protokollet.")


@regel
def may_complete(user: Anvandare, atagande: Atagande) -> Decision:
    if atagande.klart is not None:
        return deny("Åtagandet är redan klart.")
    if atagande.ansvarig.anvandare_id == user.pk and not atagande.team.is_avslutat:
        return GRANTED
    return may_lead(user, atagande.team)


@regel
def may_keep_teamtyper(user: Anvandare) -> Decision:
    if user.has_roll({Roll.METODLEDARE}):
        return GRANTED
    return deny("Bara metodledare ändrar teamtyper.")


@regel
def may_try_teamtyp(user: Anvandare, version: Teamtypversion) -> Decision:
    """Another method leader than the one who proposed."""
    if not version.is_waiting:
        return deny("Förslaget är redan prövat.")
    if version.foreslagen_av_id == user.pk:
        return deny("En annan metodledare än den som föreslog prövar ändringen.")
    return may_keep_teamtyper(user)


@regel
def may_answer(user: Anvandare, begaran: Medverkansbegaran) -> Decision:
    """The organisation that was asked, through one of its own in the team; or those who lead it."""
    if begaran.svarat is not None:
        return deny("Begäran är redan besvarad.")
    if begaran.team.is_avslutat:
        return deny("Teamet är avslutat. Det går att läsa men inte att ändra.")
    if user.organisation_id == begaran.organisation_id:
        return may_read(user, begaran.team)
    return may_lead(user, begaran.team)


@regel
def may_keep_lagrum(user: Anvandare) -> Decision:
    """Propose what a ground of the sharing law is to say."""
    if not user.has_roll({Roll.METODLEDARE}):
        return deny("Bara en metodledare föreslår ändringar av lagrum.")
    return GRANTED


@regel
def may_try_lagrum(user: Anvandare, andring: Lagrumsandring) -> Decision:
    """Agree to a change of law or turn it down: another person than the one who proposed it."""
    if not andring.is_waiting:
        return deny("Förslaget är redan prövat.")
    if andring.foreslagen_av_id == user.pk:
        return deny("Du har föreslagit ändringen. En annan metodledare prövar den.")
    return may_keep_lagrum(user)


@regel
def may_open(user: Anvandare, kvittens: Kvittens) -> Decision:
    """The receiver's own people, until the last day."""
    if kvittens.has_expired:
        return deny("Uppgiften går inte längre att läsa.")
    if _takes_part(user, kvittens.mottagare_id):
        return GRANTED
    return deny("Bara mottagaren öppnar och kvitterar.")


@regel
def may_acknowledge(user: Anvandare, kvittens: Kvittens) -> Decision:
    if kvittens.oppnad is None:
        return deny("Öppna uppgiften först.")
    if kvittens.kvitterad is not None:
        return deny("Uppgiften är redan kvitterad.")
    return may_open(user, kvittens)


@regel
def may_contribute(user: Anvandare, part: Part) -> Decision:
    """Write for one's own party; what the socialtjänst writes belongs in its own akter."""
    if part.is_socialtjansten:
        return deny("Socialtjänsten skriver i sina egna akter.")
    if _takes_part(user, part.pk):
        return GRANTED
    return deny("Du är inte med i teamet för den parten.")


@regel
def may_change_bidrag(user: Anvandare, bidrag: Bidrag) -> Decision:
    """A contribution is its party's: to add to, share and take back until it has been taken in."""
    if bidrag.tagen is not None:
        return deny("Socialtjänsten har fört in bidraget i en akt. Då går det inte att ändra.")
    return may_contribute(user, bidrag.part)


@regel
def may_take_in(user: Anvandare, bidrag: Bidrag, teamarende: Teamarende) -> Decision:
    """Both sides: the party has shared it, and the one who decides works with the ärende."""
    if bidrag.delat is None or bidrag.team_id != teamarende.team_id:
        return deny("Parten har inte delat bidraget med teamet.")
    if bidrag.tagen is not None:
        return deny("Bidraget är redan infört i en akt.")
    if bidrag.nummer not in {None, teamarende.nummer}:
        return deny("Bidraget gäller en annan person i teamet.")
    if not user.has_roll(Roll.handlaggande()):
        return deny("Bara den som handlägger ärendet för in något i akten.")
    return may_share(user, teamarende)


def _takes_part(user: Anvandare, part_id: UUID) -> bool:
    return Deltagare.objects.in_force().filter(part=part_id, anvandare=user).exists()


def _works_in(user: Anvandare, team: Team) -> bool:
    return (
        user.is_active
        and Tilltrade.objects.live()
        .filter(
            anvandare=user,
            omfattning=Omfattning.TEAM,
            omfattning_id=team.pk,
            niva__gte=Niva.ARBETA,
        )
        .exists()
    )
