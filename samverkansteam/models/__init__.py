from samverkansteam.models.atgard import Atgardsslag, GemensamAtgard, Gruppatgard
from samverkansteam.models.begaran import Medverkansbegaran
from samverkansteam.models.bidrag import Bidrag, Bidragsfil, Bidragsintag
from samverkansteam.models.delgivning import Delgivning, Delgivningskopia, Kvittens
from samverkansteam.models.effektsignal import Effektsignal
from samverkansteam.models.lagrum import Lagrum, Lagrumsandring
from samverkansteam.models.markering import Markering
from samverkansteam.models.mote import Atagande, Mote, Narvaro
from samverkansteam.models.motesrum import Moteslager, Motespunkt, Motesrad
from samverkansteam.models.part import Deltagare, Part
from samverkansteam.models.samtycke import Samtycke, Samtyckessvar, Uppgiftsslag
from samverkansteam.models.skolgang import Delaktighet, Gymnasiebehorighet, Orsakshypotes
from samverkansteam.models.team import Team, TeamBunden
from samverkansteam.models.teamarende import Franvarovecka, Teamarende
from samverkansteam.models.teamtyp import Flode, Teamtyp, Teamtypversion

__all__ = [
    "Atagande",
    "Atgardsslag",
    "Bidrag",
    "Bidragsfil",
    "Bidragsintag",
    "Delaktighet",
    "Delgivning",
    "Delgivningskopia",
    "Deltagare",
    "Effektsignal",
    "Flode",
    "Franvarovecka",
    "GemensamAtgard",
    "Gruppatgard",
    "Gymnasiebehorighet",
    "Kvittens",
    "Lagrum",
    "Lagrumsandring",
    "Markering",
    "Medverkansbegaran",
    "Mote",
    "Moteslager",
    "Motespunkt",
    "Motesrad",
    "Narvaro",
    "Orsakshypotes",
    "Part",
    "Samtycke",
    "Samtyckessvar",
    "Team",
    "TeamBunden",
    "Teamarende",
    "Teamtyp",
    "Teamtypversion",
    "Uppgiftsslag",
]
