from arenden.models.akt import AktBunden, Identitetsbeteckning, Person, Personakt, Vardnadshavare
from arenden.models.aktualitet import Aktualitetsforfragan
from arenden.models.aktuttag import Aktuttag
from arenden.models.arende import Arende, Arendeserie, Steg
from arenden.models.beslut import Beslut
from arenden.models.forhandsbedomning import Aterkoppling, Forhandsbedomning
from arenden.models.formularutkast import Formularutkast
from arenden.models.frist import Frist, Fristflytt, Fristforlangning, Fristvarning, Fristvila
from arenden.models.gallring import Gallringsforslag, Gallringsprotokoll
from arenden.models.handling import Handling
from arenden.models.inflode import Anmalan, Skyddsbedomning
from arenden.models.journal import Journalanteckning
from arenden.models.kommunicering import Kommunicering, Underrattelse
from arenden.models.lattlast import Lattlast
from arenden.models.sammanforing import Sammanforing
from arenden.models.skydd import Namngivning, SkyddadAdress
from arenden.models.sokning import Sokrad, Sokregister
from arenden.models.textmall import Textmall
from arenden.models.underlag import Kommuniceringsunderlag
from arenden.models.uppgiftsbegaran import Uppgiftsbegaran
from arenden.models.utgang import Placeringsoverlamning, UppfoljningUtanInsats
from arenden.models.utkast import Utkast
from arenden.models.utredning import Utredning

__all__ = [
    "AktBunden",
    "Aktualitetsforfragan",
    "Aktuttag",
    "Anmalan",
    "Arende",
    "Arendeserie",
    "Aterkoppling",
    "Beslut",
    "Forhandsbedomning",
    "Formularutkast",
    "Frist",
    "Fristflytt",
    "Fristforlangning",
    "Fristvarning",
    "Fristvila",
    "Gallringsforslag",
    "Gallringsprotokoll",
    "Handling",
    "Identitetsbeteckning",
    "Journalanteckning",
    "Kommunicering",
    "Kommuniceringsunderlag",
    "Lattlast",
    "Namngivning",
    "Person",
    "Personakt",
    "Placeringsoverlamning",
    "Sammanforing",
    "SkyddadAdress",
    "Skyddsbedomning",
    "Sokrad",
    "Sokregister",
    "Steg",
    "Textmall",
    "Underrattelse",
    "UppfoljningUtanInsats",
    "Uppgiftsbegaran",
    "Utkast",
    "Utredning",
    "Vardnadshavare",
]
