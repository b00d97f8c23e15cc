"""Who may open which page, and what GET then answers: one row for each address of the site.

`test_matris.py` walks the whole table for every role; an address without a row fails it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field

from django.urls import get_resolver
from django.urls.resolvers import URLPattern, URLResolver

from access.models import Roll
from arenden.models import Steg


def addresses() -> dict[str, URLPattern]:
    """Every named address of the site, as `package:name`."""

    def walk(resolver: URLResolver, app: str) -> Iterator[tuple[str, URLPattern]]:
        for entry in resolver.url_patterns:
            if isinstance(entry, URLResolver):
                yield from walk(entry, entry.app_name or app)
            else:
                yield (f"{app}:{entry.name}" if app else str(entry.name)), entry

    return dict(walk(get_resolver(), ""))


ADDRESSES = addresses()

HANDLAGGARE = frozenset(
    {
        Roll.MOTTAGNING,
        Roll.SOCIALSEKRETERARE,
        Roll.GRUPPLEDARE,
        Roll.ENHETSCHEF,
        Roll.SKOLSOCIAL,
        Roll.SOCIALJOUR,
    }
)
PA_PLATS = HANDLAGGARE - {Roll.SOCIALJOUR}
LEDARE = frozenset({Roll.GRUPPLEDARE, Roll.ENHETSCHEF})
UTREDARE = frozenset({Roll.SOCIALSEKRETERARE})
MOTTAGARE = frozenset(
    {
        Roll.MOTTAGNING,
        Roll.SOCIALSEKRETERARE,
        Roll.GRUPPLEDARE,
        Roll.REGISTRATOR,
        Roll.SOCIALJOUR,
        Roll.SYSTEM,
    }
)
TEAMLEDARE = HANDLAGGARE | {Roll.SAMORDNARE, Roll.SYSTEM}
DELTAGARE = TEAMLEDARE | {Roll.EXTERN}
PART = frozenset({Roll.EXTERN})
GRANSKARE = frozenset({Roll.LOGGRANSKARE, Roll.ENHETSCHEF, Roll.DATASKYDDSOMBUD})
LOGGLASARE = GRANSKARE | {Roll.GRUPPLEDARE}
LOGGBEDOMARE = LOGGLASARE - {Roll.DATASKYDDSOMBUD}
LOGGUTSER = frozenset({Roll.LOGGRANSKARE, Roll.ENHETSCHEF})
LOGGRANSKARE = frozenset({Roll.LOGGRANSKARE})
GALLRARE = frozenset({Roll.REGISTRATOR, Roll.ENHETSCHEF})
ANALYTIKER = frozenset({Roll.ANALYTIKER, Roll.SAMORDNARE})
METODLEDARE = frozenset({Roll.METODLEDARE})
ADMINISTRATOR = frozenset({Roll.ADMINISTRATOR})
LARMROLLER = frozenset({Roll.LOGGRANSKARE, Roll.DATASKYDDSOMBUD, Roll.ADMINISTRATOR})
NAMNSKYDDARE = frozenset({Roll.ENHETSCHEF, Roll.ADMINISTRATOR})
ALLA = frozenset(Roll)
HUSET = ALLA - {Roll.EXTERN, Roll.SYSTEM}


@dataclass(frozen=True)
class Rad:
    """`roller` come in; anyone else gets 403. With an object of their own they get `svar`.

    `steg` is the case of the world that the page needs, `ur` what else than its own name an
    argument is taken from, `undantag` the roles that are answered otherwise.
    """

    roller: Collection[Roll]
    svar: int = 200
    steg: Steg = Steg.UPPFOLJNING
    ur: Mapping[str, str] = field(default_factory=dict)
    undantag: Mapping[Roll, int] = field(default_factory=dict)


HALLET = {"mote": "hallet"}
UTLAMNANDE = {"gang": "utlamnande"}
SKICKAS_VIDARE = 302
INTE_BEDOMAREN = 403  # an assessment is completed by whoever made it
ANNANS_UTKAST = 404  # an unsigned note is its writer's only
INGET_ATT_VISA = 404  # one assessment has none to be compared with; this team marks nobody
INTE_LAMNAD = 404  # this reporter has not been told yet
INTE_AVSLUTAT = 404  # a case that goes on has no closing
INTE_VISAT = 404  # what has not been shown to anybody is no paper
INTE_FORT = 404  # this ärende has not been brought into another
INTE_SVARANDE = 404  # others in the nämnd do not answer for it
INGET_YTTRANDE = 404  # this arbetsgång is about something else
INTE_DEN_SOM_GJORDE = 403  # within ten minutes it is taken back by whoever did it
INTE_DEN_FORSTA = 403  # only whoever approved takes it back
FEL_FRIST = 403  # this clock is stopped by its own step
LEDARE_BESLUTAR = 403  # whoever has no such decision by the delegation order
OSKYDDAD_AKT = 403  # nobody is named, and no address kept apart, while an akt is not protected
BARA_POST = 405
ANNANS = 404  # an attempt of one's own is nobody else's; a notice leads its receiver only
INTE_UTSEDD = 404  # who leads another unit sees a review when named for it
INTE_ANSVARIG = 404  # the head of the unit sees a deviation when made responsible for it
BARA_UTREDARE = {Roll.ENHETSCHEF: INTE_ANSVARIG, Roll.DATASKYDDSOMBUD: 403}
INGEN_PROVAKT = 404  # the synthetic akt is read by its own account alone
INTE_HANDLAGGAREN = 403  # a case is handed over by whoever has it
INGET_FORDELAT = 404  # no cases have been given out under this id
ARENDET_PAGAR = 403  # only a closed case is opened again
INGET_ERBJUDET = 404  # nobody has offered the case to anybody
INGET_GJORT = 404  # the arbetsgång stands at its first step
FAR_INTE_HOPPAS = 404  # this step is one that is always done
INTE_FORFATTAREN = 403  # a published instrument is changed by nobody, a draft by its author
PUBLICERAD_VINJETT = 403  # nobody changes a vignette that is published
INGET_FORESLAGET = 404  # nobody has proposed this change of the catalogue
ANNANS_BEGARAN = 404  # another party sees what its own organisation was asked, and no more
INGEN_NYCKEL = 404  # nobody here has a security key to remove

OPPNA = frozenset(
    {
        "halsa_lever",
        "halsa_logg",
        "halsa_redo",
        "access:logga_in",
        "access:kod",
        "access:koppla",
        "access:qr",
        "access:logga_ut",
        "access:nyckel_borja",
        "access:legitimation",
        "access:legitimation_svar",
        "access:nyckel_klar",
        "access:bekrafta",
        "access:session_tid",
        "access:valj_losenord",
        "insatser:kalenderflode",
    }
)
"""Before both factors are given. They show nothing of any case."""

MATRIS: dict[str, Rad] = {
    # One's own log-in
    "access:session_fortsatt": Rad(ALLA, BARA_POST),
    "access:tangenter": Rad(ALLA, BARA_POST),
    "access:min_inloggning": Rad(ALLA),
    "access:avsluta_session": Rad(ALLA, BARA_POST),
    "access:avsluta_andra": Rad(ALLA, BARA_POST),
    "access:reservkoder": Rad(ALLA),
    "access:ny_nyckel": Rad(ALLA),
    "access:nyckel_borja_ny": Rad(ALLA, BARA_POST),
    "access:nyckel_klar_ny": Rad(ALLA, BARA_POST),
    "access:ta_bort_nyckel": Rad(ALLA, INGEN_NYCKEL),
    # Users and duties
    "access:anvandare": Rad(ADMINISTRATOR),
    "access:ny_anvandare": Rad(ADMINISTRATOR),
    "access:visa_anvandare": Rad(ADMINISTRATOR),
    "access:nytt_uppdrag": Rad(ADMINISTRATOR),
    "access:avsluta_uppdrag": Rad(ADMINISTRATOR),
    "access:stang": Rad(ADMINISTRATOR),
    "access:koppla_legitimation": Rad(ADMINISTRATOR),
    "access:logga_ut_anvandare": Rad(ADMINISTRATOR),
    "access:begar_aterstallning": Rad(ADMINISTRATOR),
    "access:bekrafta_aterstallning": Rad(ADMINISTRATOR),
    "access:dra_tillbaka_aterstallning": Rad(ADMINISTRATOR),
    "access:losenordslank": Rad(ADMINISTRATOR, BARA_POST),
    # What opens for a time: absence, on call, delegation
    "access:mitt": Rad(ALLA),
    "access:aviseringar": Rad(ALLA),
    "access:aviseringar_undan": Rad(ALLA, BARA_POST),
    "access:aviseringar_angra": Rad(ALLA, BARA_POST),
    "access:mejlval": Rad(ALLA),
    "access:avisering_last": Rad(ALLA, BARA_POST),
    "access:avisering_tillbaka": Rad(ALLA, BARA_POST),
    "access:bemanning": Rad(LEDARE),
    "access:ny_franvaro": Rad(LEDARE),
    "access:avsluta_franvaro": Rad(LEDARE, ur={"handelse_id": "franvaro"}),
    "access:nytt_jourpass": Rad(LEDARE),
    "access:avsluta_jourpass": Rad(LEDARE, ur={"handelse_id": "jourpass"}),
    "access:ny_delegation": Rad(LEDARE),
    "access:avsluta_delegation": Rad(LEDARE, ur={"handelse_id": "delegation"}),
    "access:avsluta_javuppgift": Rad(LEDARE, ur={"handelse_id": "javuppgift"}),
    # Break-glass and jäv
    "arenden:nodoppning": Rad(HANDLAGGARE),
    "arenden:nodoppning_svar": Rad(HANDLAGGARE, ANNANS),
    "arenden:avsluta_nodoppning": Rad(HANDLAGGARE, BARA_POST),
    "access:bekrafta_nodoppning": Rad(LEDARE),
    "access:namnskydd": Rad(NAMNSKYDDARE),
    "access:avsluta_namnskydd": Rad(NAMNSKYDDARE),
    "granskning:nodoppningar": Rad(GRANSKARE),
    "granskning:nodoppning": Rad(GRANSKARE),
    "arenden:javregister": Rad(HANDLAGGARE | {Roll.REGISTRATOR}),
    "arenden:anmal_jav": Rad(HANDLAGGARE),
    "arenden:anmalt_jav": Rad(LEDARE),
    # From the report to the decision
    "arenden:nytt_inflode": Rad(MOTTAGARE),
    "arenden:import_fall": Rad(MOTTAGARE),
    "arenden:skyddsbedomning": Rad(HANDLAGGARE, steg=Steg.SKYDDSBEDOMNING),
    "arenden:forhandsbedomning": Rad(HANDLAGGARE, steg=Steg.FORHANDSBEDOMNING),
    "arenden:aterkoppling": Rad(HANDLAGGARE),
    "arenden:aterkoppling_dokument": Rad(HANDLAGGARE, INTE_LAMNAD),
    "arenden:aterkoppling_pdf": Rad(PA_PLATS, INTE_LAMNAD),
    "arenden:aterkopplingar": Rad(HANDLAGGARE),
    "arenden:aterkoppling_begard": Rad(HANDLAGGARE),
    "arenden:yttrande": Rad(HANDLAGGARE, FEL_FRIST, steg=Steg.SKYDDSBEDOMNING),
    "arenden:forlangning": Rad(
        HANDLAGGARE, 403, steg=Steg.SKYDDSBEDOMNING, undantag=dict.fromkeys(LEDARE, 200)
    ),
    "arenden:angra_steg": Rad(HANDLAGGARE, steg=Steg.UNDERRATTELSE),
    "arenden:underrattelse": Rad(HANDLAGGARE, steg=Steg.UNDERRATTELSE),
    "arenden:nytt_underlag": Rad(HANDLAGGARE, steg=Steg.KOMMUNICERING),
    "arenden:underlag": Rad(HANDLAGGARE, steg=Steg.KOMMUNICERING),
    "arenden:underlag_visat": Rad(HANDLAGGARE, steg=Steg.KOMMUNICERING),
    "arenden:underlag_pdf": Rad(PA_PLATS, INTE_VISAT, steg=Steg.KOMMUNICERING),
    "arenden:kasta_underlag": Rad(HANDLAGGARE, steg=Steg.KOMMUNICERING),
    "arenden:kommunicering": Rad(HANDLAGGARE, steg=Steg.KOMMUNICERING),
    "arenden:overlamning": Rad(HANDLAGGARE, steg=Steg.OVERLAMNING),
    "arenden:foljs_upp": Rad(HANDLAGGARE, steg=Steg.FOLJS_UPP),
    "arenden:delgivet": Rad(HANDLAGGARE, steg=Steg.PLAN),
    "arenden:frist": Rad(HANDLAGGARE, steg=Steg.SKYDDSBEDOMNING),
    "arenden:fristflytt": Rad(
        HANDLAGGARE,
        LEDARE_BESLUTAR,
        steg=Steg.SKYDDSBEDOMNING,
        undantag=dict.fromkeys(LEDARE, 200),
    ),
    "arenden:fristvila": Rad(HANDLAGGARE, LEDARE_BESLUTAR, undantag=dict.fromkeys(LEDARE, 200)),
    "arenden:fristgar": Rad(
        HANDLAGGARE,
        LEDARE_BESLUTAR,
        ur={"frist": "vilande_frist"},
        undantag=dict.fromkeys(LEDARE, 200),
    ),
    "arenden:utredning": Rad(HANDLAGGARE, steg=Steg.UTREDNING),
    "arenden:utredning_dokument": Rad(HANDLAGGARE, steg=Steg.UTREDNING),
    "arenden:utredning_pdf": Rad(PA_PLATS, steg=Steg.UTREDNING),
    "arenden:begaranden": Rad(HANDLAGGARE, steg=Steg.UTREDNING),
    "arenden:ny_begaran": Rad(HANDLAGGARE, steg=Steg.UTREDNING),
    "arenden:begaran_svar": Rad(HANDLAGGARE, steg=Steg.UTREDNING),
    "arenden:begaran_dokument": Rad(HANDLAGGARE, steg=Steg.UTREDNING),
    "arenden:begaran_pdf": Rad(PA_PLATS, steg=Steg.UTREDNING),
    "arenden:utredning_klar": Rad(HANDLAGGARE, steg=Steg.UTREDNING),
    "arenden:beslut_lista": Rad(HANDLAGGARE),
    "arenden:beslutsforslag": Rad(HANDLAGGARE, steg=Steg.BESLUTSFORSLAG),
    "arenden:beslut": Rad(HANDLAGGARE, 403, steg=Steg.BESLUT, undantag=dict.fromkeys(LEDARE, 200)),
    "arenden:beslut_dokument": Rad(HANDLAGGARE),
    "arenden:beslut_pdf": Rad(PA_PLATS),
    "arenden:person": Rad(HANDLAGGARE),
    "arenden:vardnad": Rad(HANDLAGGARE),
    "arenden:vardnaden_upphor": Rad(HANDLAGGARE),
    "arenden:skydd": Rad(HANDLAGGARE),
    "arenden:satt_skydd": Rad(HANDLAGGARE),
    "arenden:namnge": Rad(LEDARE, OSKYDDAD_AKT),
    "arenden:avsluta_namngiven": Rad(LEDARE, BARA_POST, ur={"tilltrade": "arende"}),
    "arenden:fack": Rad(HANDLAGGARE, OSKYDDAD_AKT),
    "arenden:namnge_fack": Rad(LEDARE, OSKYDDAD_AKT),
    "arenden:skriv_adress": Rad(HANDLAGGARE, OSKYDDAD_AKT),
    "arenden:tilldelning": Rad(LEDARE),
    "arenden:snabb": Rad(HANDLAGGARE),
    "arenden:snabb_ord": Rad(HANDLAGGARE),
    "arenden:snabbt_sparad": Rad(HANDLAGGARE, ANNANS_UTKAST),
    "arenden:textmallar": Rad(METODLEDARE),
    "arenden:ny_textmall": Rad(METODLEDARE),
    "arenden:andra_textmall": Rad(METODLEDARE, INTE_FORFATTAREN),
    "arenden:ersatt_textmall": Rad(METODLEDARE),
    "arenden:publicera_textmall": Rad(METODLEDARE),
    "arenden:avsluta_textmall": Rad(METODLEDARE),
    "insatser:kalender": Rad(HANDLAGGARE),
    "insatser:kalenderlank": Rad(HANDLAGGARE),
    "insatser:ta_bort_kalenderlank": Rad(HANDLAGGARE),
    "insatser:kronologi": Rad(HANDLAGGARE),
    "arenden:journal": Rad(HANDLAGGARE),
    "arenden:ny_anteckning": Rad(HANDLAGGARE),
    "arenden:andra_anteckning": Rad(HANDLAGGARE, ANNANS_UTKAST),
    "arenden:signera": Rad(HANDLAGGARE, ANNANS_UTKAST),
    "arenden:tillagg": Rad(HANDLAGGARE, ur={"anteckning": "signerad"}),
    "arenden:handlingar": Rad(HANDLAGGARE),
    "arenden:ny_handling": Rad(HANDLAGGARE),
    "arenden:hamta_handling": Rad(HANDLAGGARE),
    "arenden:felinford_handling": Rad(HANDLAGGARE),
    "arenden:utkast": Rad(HANDLAGGARE, BARA_POST),
    "arenden:kasta_utkast": Rad(HANDLAGGARE, BARA_POST),
    "arenden:fraga_namnd": Rad(HANDLAGGARE),
    "arenden:namndfragor": Rad(HANDLAGGARE),
    "arenden:namndsvar": Rad(
        HANDLAGGARE, 404, undantag=dict.fromkeys({Roll.MOTTAGNING, *LEDARE}, 200)
    ),
    # What is destroyed when its time is out
    "arenden:gallringar": Rad(GALLRARE),
    "arenden:gallring": Rad(GALLRARE),
    "arenden:gallring_godkann": Rad(GALLRARE),
    "arenden:gallring_besluta": Rad(GALLRARE, ur={"gallring": "godkand_gallring"}),
    "arenden:gallring_angra": Rad(GALLRARE, INTE_DEN_FORSTA, ur={"gallring": "godkand_gallring"}),
    "arenden:gallring_avsta": Rad(GALLRARE),
    "arenden:gallringsprotokoll": Rad(GALLRARE),
    "arenden:gallringsprotokoll_pdf": Rad(GALLRARE),
    "arenden:gallringsintyg": Rad(GALLRARE),
    # The assessment room
    "riskbedomning:lista": Rad(HANDLAGGARE),
    "riskbedomning:start": Rad(UTREDARE),
    "riskbedomning:strategiskt_brott": Rad(UTREDARE),
    "riskbedomning:strategiskt_brott_aterkalla": Rad(UTREDARE, steg=Steg.UTREDNING),
    "riskbedomning:ny_extern": Rad(UTREDARE),
    "riskbedomning:extern": Rad(HANDLAGGARE, steg=Steg.UTREDNING),
    "riskbedomning:ratta_extern": Rad(UTREDARE, steg=Steg.UTREDNING),
    "riskbedomning:felinford_extern": Rad(UTREDARE, steg=Steg.UTREDNING),
    "riskbedomning:bedomning": Rad(HANDLAGGARE, steg=Steg.UTREDNING),
    "riskbedomning:samlad": Rad(UTREDARE, INTE_BEDOMAREN, steg=Steg.UTREDNING),
    "riskbedomning:jamforelse": Rad(HANDLAGGARE, INGET_ATT_VISA, steg=Steg.UTREDNING),
    "riskbedomning:avsnitt": Rad(UTREDARE, BARA_POST, steg=Steg.UTREDNING),
    "riskbedomning:belagg": Rad(UTREDARE, steg=Steg.UTREDNING),
    "riskbedomning:egna_ord": Rad(UTREDARE, steg=Steg.UTREDNING),
    "riskbedomning:parter": Rad(UTREDARE, steg=Steg.UTREDNING),
    "riskbedomning:scenarier": Rad(UTREDARE, steg=Steg.UTREDNING),
    "riskbedomning:scenario": Rad(UTREDARE, steg=Steg.UTREDNING),
    "riskbedomning:medlasning": Rad(
        UTREDARE | {Roll.GRUPPLEDARE}, steg=Steg.UTREDNING, undantag={Roll.GRUPPLEDARE: 200}
    ),
    "riskbedomning:medlasningssvar": Rad(UTREDARE, INTE_BEDOMAREN, steg=Steg.UTREDNING),
    # Calibration
    "riskbedomning:likabedomning": Rad(UTREDARE),
    "riskbedomning:svara": Rad(UTREDARE),
    "riskbedomning:vinjettutkast": Rad(UTREDARE, BARA_POST),
    "riskbedomning:vinjetter": Rad(METODLEDARE),
    "riskbedomning:over_tid": Rad(METODLEDARE),
    "riskbedomning:vinjett": Rad(METODLEDARE),
    "riskbedomning:ny_vinjett": Rad(METODLEDARE),
    "riskbedomning:andra_vinjett": Rad(METODLEDARE, PUBLICERAD_VINJETT),
    "riskbedomning:ny_omgang": Rad(METODLEDARE),
    "riskbedomning:omgang": Rad(METODLEDARE),
    # The instruments
    "riskbedomning:instrument": Rad(METODLEDARE),
    "riskbedomning:nytt_instrument": Rad(METODLEDARE),
    "riskbedomning:instrumentversion": Rad(METODLEDARE),
    "riskbedomning:instrument_skillnad": Rad(METODLEDARE),
    "riskbedomning:instrument_kopiera": Rad(METODLEDARE),
    "riskbedomning:instrument_uppgifter": Rad(METODLEDARE, INTE_FORFATTAREN),
    "riskbedomning:instrument_ny_faktor": Rad(METODLEDARE, INTE_FORFATTAREN),
    "riskbedomning:instrument_faktor": Rad(METODLEDARE, INTE_FORFATTAREN),
    "riskbedomning:instrument_flytta": Rad(METODLEDARE, BARA_POST),
    "riskbedomning:instrument_ta_bort": Rad(METODLEDARE, INTE_FORFATTAREN),
    "riskbedomning:instrument_skicka": Rad(METODLEDARE, BARA_POST),
    "riskbedomning:instrument_granska": Rad(METODLEDARE, INTE_FORFATTAREN),
    "riskbedomning:instrument_publicera": Rad(METODLEDARE, BARA_POST),
    # The law of sharing
    "samverkansteam:lagrum": Rad(HUSET),
    "samverkansteam:lagrumscell": Rad(HUSET),
    "samverkansteam:ett_lagrum": Rad(HUSET),
    "samverkansteam:nytt_lagrum": Rad(METODLEDARE),
    "samverkansteam:andra_lagrum": Rad(METODLEDARE),
    "samverkansteam:lagrum_upphor": Rad(METODLEDARE),
    "samverkansteam:prova_lagrum": Rad(METODLEDARE, INGET_FORESLAGET),
    # The team room
    "samverkansteam:lista": Rad(DELTAGARE),
    "samverkansteam:oversikt": Rad(TEAMLEDARE),
    "samverkansteam:teamtyper": Rad(TEAMLEDARE | METODLEDARE),
    "samverkansteam:teamtyp": Rad(TEAMLEDARE | METODLEDARE),
    "samverkansteam:ny_teamtyp": Rad(METODLEDARE),
    "samverkansteam:foresla_teamtyp": Rad(METODLEDARE),
    "samverkansteam:prova_teamtyp": Rad(METODLEDARE, INGET_FORESLAGET),
    "samverkansteam:kontaktpunkt": Rad(TEAMLEDARE),
    "samverkansteam:begar_medverkan": Rad(TEAMLEDARE),
    "samverkansteam:svara_medverkan": Rad(DELTAGARE, undantag={Roll.EXTERN: ANNANS_BEGARAN}),
    "samverkansteam:led_mote": Rad(TEAMLEDARE),
    "samverkansteam:stall_in_mote": Rad(TEAMLEDARE),
    "samverkansteam:mote_ical": Rad(DELTAGARE),
    "samverkansteam:nytt": Rad(TEAMLEDARE),
    "samverkansteam:rum": Rad(DELTAGARE),
    "samverkansteam:ny_part": Rad(TEAMLEDARE),
    "samverkansteam:ny_deltagare": Rad(TEAMLEDARE),
    "samverkansteam:avsluta_deltagare": Rad(TEAMLEDARE),
    "samverkansteam:koppla_arende": Rad(TEAMLEDARE),
    "samverkansteam:avsluta": Rad(TEAMLEDARE),
    "samverkansteam:nytt_mote": Rad(TEAMLEDARE),
    "samverkansteam:kallelse": Rad(DELTAGARE),
    "samverkansteam:kallelse_pdf": Rad(DELTAGARE),
    "samverkansteam:protokoll": Rad(DELTAGARE, ur=HALLET),
    "samverkansteam:protokoll_pdf": Rad(DELTAGARE, ur=HALLET),
    "samverkansteam:eget_protokoll": Rad(DELTAGARE, ur=HALLET),
    "samverkansteam:eget_protokoll_pdf": Rad(DELTAGARE, ur=HALLET),
    "samverkansteam:mote": Rad(DELTAGARE),
    "samverkansteam:dokumentera_mote": Rad(TEAMLEDARE),
    "samverkansteam:atagande_klart": Rad(DELTAGARE, BARA_POST),
    "samverkansteam:snabblogg": Rad(DELTAGARE),
    "samverkansteam:utlamnat": Rad(DELTAGARE),
    "samverkansteam:kopia": Rad(DELTAGARE),
    "samverkansteam:oppna_kopia": Rad(PART, BARA_POST),
    "samverkansteam:kvittera": Rad(PART, BARA_POST),
    "samverkansteam:svara_atagande": Rad(DELTAGARE),
    "samverkansteam:nytt_bidrag": Rad(PART),
    "samverkansteam:bidrag": Rad(DELTAGARE),
    "samverkansteam:dela_bidrag": Rad(PART, ur={"bidrag": "eget_bidrag"}),
    "samverkansteam:ta_tillbaka_bidrag": Rad(PART),
    "samverkansteam:ny_bidragsfil": Rad(PART),
    "samverkansteam:hamta_bidragsfil": Rad(DELTAGARE),
    "samverkansteam:arende": Rad(HANDLAGGARE),
    "samverkansteam:koppla_team": Rad(HANDLAGGARE),
    "samverkansteam:avsluta_teamarende": Rad(HANDLAGGARE),
    "samverkansteam:nytt_samtycke": Rad(HANDLAGGARE),
    "samverkansteam:aterkalla_samtycke": Rad(HANDLAGGARE),
    "samverkansteam:samtyckessvar": Rad(HANDLAGGARE),
    "samverkansteam:samtycke": Rad(HANDLAGGARE),
    "samverkansteam:samtycke_pdf": Rad(PA_PLATS),
    "samverkansteam:samtyckesblankett": Rad(HANDLAGGARE),
    "samverkansteam:samtyckesblankett_pdf": Rad(PA_PLATS),
    "samverkansteam:markering": Rad(HANDLAGGARE, INGET_ATT_VISA),
    "samverkansteam:franvaro": Rad(HANDLAGGARE),
    "samverkansteam:skolgang": Rad(HANDLAGGARE),
    "samverkansteam:ny_orsak": Rad(HANDLAGGARE),
    "samverkansteam:prova_orsak": Rad(HANDLAGGARE),
    "samverkansteam:delaktighet": Rad(HANDLAGGARE),
    "samverkansteam:gymnasiebehorighet": Rad(HANDLAGGARE),
    "samverkansteam:ratta_franvaro": Rad(HANDLAGGARE),
    "samverkansteam:lamna_ut": Rad(HANDLAGGARE),
    "samverkansteam:lamna_muntligt": Rad(HANDLAGGARE),
    "samverkansteam:ta_in_bidrag": Rad(HANDLAGGARE),
    "samverkansteam:avsta": Rad(HANDLAGGARE),
    "samverkansteam:delgivning": Rad(HANDLAGGARE),
    # The route, and the pages that gather it
    "insatser:forstasida": Rad(ALLA, SKICKAS_VIDARE),
    "insatser:min_dag": Rad(HANDLAGGARE),
    "insatser:forsenat": Rad(LEDARE),
    "insatser:sok": Rad(HANDLAGGARE),
    "insatser:arendelista": Rad(HANDLAGGARE),
    "insatser:arende": Rad(HANDLAGGARE),
    "insatser:vag": Rad(HANDLAGGARE),
    "insatser:forklara": Rad(HANDLAGGARE),
    "insatser:dokumentlista": Rad(HANDLAGGARE, steg=Steg.AVSLUT),
    "insatser:hela_akten": Rad(LEDARE, steg=Steg.AVSLUT),
    "insatser:atgardsplan": Rad(HANDLAGGARE, steg=Steg.AVSLUT),
    "insatser:atgardsplan_pdf": Rad(PA_PLATS, steg=Steg.AVSLUT),
    "insatser:genomforandeplan": Rad(HANDLAGGARE, steg=Steg.AVSLUT),
    "insatser:genomforandeplan_pdf": Rad(PA_PLATS, steg=Steg.AVSLUT),
    "insatser:lattlast": Rad(HANDLAGGARE, steg=Steg.AVSLUT),
    "insatser:lattlast_dokument": Rad(HANDLAGGARE, steg=Steg.AVSLUT),
    "insatser:lattlast_pdf": Rad(PA_PLATS, steg=Steg.AVSLUT),
    "insatser:uppfoljning_dokument": Rad(HANDLAGGARE, steg=Steg.AVSLUT),
    "insatser:uppfoljning_pdf": Rad(PA_PLATS, steg=Steg.AVSLUT),
    "insatser:avslut_dokument": Rad(HANDLAGGARE, INTE_AVSLUTAT, steg=Steg.AVSLUT),
    "insatser:avslut_pdf": Rad(PA_PLATS, INTE_AVSLUTAT, steg=Steg.AVSLUT),
    "insatser:sammanfattning": Rad(HANDLAGGARE),
    "insatser:sammanfattning_pdf": Rad(PA_PLATS),
    "insatser:arbetsgangar": Rad(HANDLAGGARE),
    "insatser:starta_arbetsgang": Rad(HANDLAGGARE),
    "insatser:arbetsgang": Rad(HANDLAGGARE),
    "insatser:for_till": Rad(LEDARE, steg=Steg.FORHANDSBEDOMNING),
    "insatser:angra_sammanforing": Rad(LEDARE, INTE_FORT),
    "insatser:yttrande_dokument": Rad(HANDLAGGARE, INGET_YTTRANDE),
    "insatser:utlamnandebeslut_dokument": Rad(HANDLAGGARE, INGET_YTTRANDE),
    "insatser:yttrande_pdf": Rad(PA_PLATS, INGET_YTTRANDE),
    "insatser:utlamnandebeslut_pdf": Rad(PA_PLATS, INGET_YTTRANDE),
    "insatser:utlamnandekopior": Rad(HANDLAGGARE, steg=Steg.PLAN, ur=UTLAMNANDE),
    "insatser:utlamnandekopior_pdf": Rad(PA_PLATS, INTE_VISAT, steg=Steg.PLAN, ur=UTLAMNANDE),
    "insatser:gor_om_utlamnandekopior": Rad(HANDLAGGARE, steg=Steg.PLAN, ur=UTLAMNANDE),
    "insatser:strykning": Rad(HANDLAGGARE, steg=Steg.PLAN, ur=UTLAMNANDE),
    "insatser:overflyttningar": Rad(HANDLAGGARE),
    "insatser:overflyttning": Rad(
        HANDLAGGARE,
        INTE_SVARANDE,
        ur={"fraga": "overflyttning"},
        undantag=dict.fromkeys({Roll.MOTTAGNING, *LEDARE}, 200),
    ),
    "insatser:fordela": Rad(LEDARE),
    "insatser:fordelning": Rad(LEDARE, INGET_FORDELAT, ur={"omgang": "arende"}),
    "insatser:ta_arende": Rad(HANDLAGGARE, BARA_POST),
    "insatser:oppna_arende": Rad(LEDARE, ARENDET_PAGAR),
    "insatser:angra_utredning": Rad(HANDLAGGARE, BARA_POST),
    "insatser:overlamna": Rad(HANDLAGGARE, INTE_HANDLAGGAREN),
    "insatser:overlamning": Rad(HANDLAGGARE, INGET_ERBJUDET),
    "insatser:ta_emot": Rad(HANDLAGGARE, INGET_ERBJUDET),
    "insatser:dra_in_overlamning": Rad(HANDLAGGARE, INGET_ERBJUDET),
    "insatser:angra_steg": Rad(HANDLAGGARE, BARA_POST),
    "insatser:gor_om_steg": Rad(HANDLAGGARE, INGET_GJORT),
    "insatser:hoppa_over_steg": Rad(HANDLAGGARE, FAR_INTE_HOPPAS, ur={"steg": "gangsteg"}),
    "insatser:ta_steg": Rad(HANDLAGGARE, BARA_POST, ur={"steg": "gangsteg"}),
    "insatser:lamna_steg": Rad(HANDLAGGARE, BARA_POST, ur={"steg": "gangsteg"}),
    "insatser:pausa_gang": Rad(HANDLAGGARE, 403, undantag=dict.fromkeys(LEDARE, 200)),
    "insatser:ateruppta_gang": Rad(HANDLAGGARE, BARA_POST),
    "insatser:oppna_gang": Rad(HANDLAGGARE, 403, undantag=dict.fromkeys(LEDARE, 200)),
    "insatser:arbetsgangssteg": Rad(HANDLAGGARE, ur={"steg": "gangsteg"}),
    "insatser:plan": Rad(HANDLAGGARE),
    "insatser:ny_plan": Rad(HANDLAGGARE, steg=Steg.PLAN),
    "insatser:andra_plan": Rad(HANDLAGGARE, steg=Steg.PLAN),
    "insatser:faststall_plan": Rad(HANDLAGGARE, steg=Steg.PLAN),
    "insatser:nytt_mal": Rad(HANDLAGGARE, steg=Steg.PLAN),
    "insatser:ta_bort_mal": Rad(HANDLAGGARE, steg=Steg.PLAN),
    "insatser:andra_mal": Rad(HANDLAGGARE, steg=Steg.PLAN, ur={"rad": "mal"}),
    "insatser:malets_behov": Rad(HANDLAGGARE, steg=Steg.PLAN),
    "insatser:valj_faktorer": Rad(HANDLAGGARE, steg=Steg.PLAN),
    "insatser:nytt_behov": Rad(HANDLAGGARE, steg=Steg.PLAN),
    "insatser:andra_behov": Rad(HANDLAGGARE, steg=Steg.PLAN, ur={"rad": "behov"}),
    "insatser:ny_indikator": Rad(HANDLAGGARE, steg=Steg.PLAN),
    "insatser:andra_indikator": Rad(HANDLAGGARE, steg=Steg.PLAN, ur={"rad": "indikator"}),
    "insatser:nytt_atagande": Rad(HANDLAGGARE, steg=Steg.PLAN),
    "insatser:andra_atagande": Rad(HANDLAGGARE, steg=Steg.PLAN, ur={"rad": "planatagande"}),
    "insatser:ta_bort_rad": Rad(
        HANDLAGGARE, steg=Steg.PLAN, ur={"slag": "radslag", "rad": "behov"}
    ),
    "insatser:katalog": Rad(HANDLAGGARE | METODLEDARE),
    "insatser:insatstyp": Rad(HANDLAGGARE | METODLEDARE),
    "insatser:ny_insatstyp": Rad(METODLEDARE),
    "insatser:foresla_insatstyp": Rad(METODLEDARE),
    "insatser:prova_insatstyp": Rad(METODLEDARE, INGET_FORESLAGET),
    "insatser:atagande_klart": Rad(HANDLAGGARE, ur={"rad": "planatagande"}),
    "insatser:ny_insats": Rad(HANDLAGGARE),
    "insatser:nytt_tillfalle": Rad(HANDLAGGARE),
    "insatser:tillfalle": Rad(HANDLAGGARE),
    "insatser:angra_tillfalle": Rad(
        HANDLAGGARE,
        INTE_DEN_SOM_GJORDE,
        ur={"tillfalle": "loggat"},
        undantag=dict.fromkeys(LEDARE, 200),
    ),
    "insatser:planera_tillfallen": Rad(HANDLAGGARE),
    "insatser:dos": Rad(HANDLAGGARE),
    "insatser:oro": Rad(HANDLAGGARE),
    "insatser:malskala": Rad(HANDLAGGARE),
    "insatser:malavstamning": Rad(HANDLAGGARE),
    "insatser:angra_avstamning": Rad(HANDLAGGARE, INTE_DEN_SOM_GJORDE),
    "insatser:stam_av_anteckning": Rad(HANDLAGGARE, ur={"anteckning": "signerad"}),
    "insatser:serie": Rad(HANDLAGGARE),
    "insatser:nytt_varde": Rad(HANDLAGGARE),
    "insatser:andra_varde": Rad(HANDLAGGARE),
    "insatser:uppfoljning": Rad(HANDLAGGARE),
    "insatser:avslut": Rad(HANDLAGGARE, steg=Steg.AVSLUT),
    "insatser:efter_avslut_lista": Rad(HANDLAGGARE),
    "insatser:efter_avslutet": Rad(HANDLAGGARE, steg=Steg.AVSLUTAT),
    "insatser:avslutsbrev": Rad(HANDLAGGARE, steg=Steg.AVSLUTAT),
    "insatser:eftervard": Rad(HANDLAGGARE, steg=Steg.AVSLUTAT),
    "insatser:utfall": Rad(HANDLAGGARE, steg=Steg.AVSLUTAT),
    "insatser:utfallsforsok": Rad(HANDLAGGARE, steg=Steg.AVSLUTAT),
    "insatser:utfall_ej_nadd": Rad(HANDLAGGARE, steg=Steg.AVSLUTAT),
    "insatser:utfall_avsta": Rad(HANDLAGGARE, steg=Steg.AVSLUTAT),
    "insatser:utfall_ansvarig": Rad(LEDARE, steg=Steg.AVSLUTAT),
    # The log
    "granskning:vem_kunde_se": Rad(GRANSKARE),
    "granskning:vem_sag": Rad(GRANSKARE),
    "granskning:logg": Rad(GRANSKARE),
    "granskning:handelse": Rad(GRANSKARE),
    "granskning:logg_akt": Rad(GRANSKARE),
    "granskning:logg_dag": Rad(GRANSKARE),
    "granskning:logg_begaran": Rad(GRANSKARE),
    "granskning:min_logg": Rad(ALLA),
    # What the person asks to know: whoever prepared it does not decide
    "granskning:utdrag_oppna": Rad(PA_PLATS),
    "granskning:utdrag_lista": Rad(PA_PLATS),
    "granskning:nytt_utdrag": Rad(PA_PLATS),
    "granskning:utdrag": Rad(PA_PLATS),
    "granskning:forlang_utdrag": Rad(PA_PLATS),
    "granskning:ta_fram_utdrag": Rad(PA_PLATS),
    "granskning:prova_utdrag": Rad(PA_PLATS),
    "granskning:las_utdrag": Rad(PA_PLATS),
    "granskning:utdrag_for_beslut": Rad(PA_PLATS),
    "granskning:ta_tillbaka_utdrag": Rad(PA_PLATS, ur={"utdrag": "provat_utdrag"}),
    "granskning:lamna_ut_utdrag": Rad(
        PA_PLATS, 403, ur={"utdrag": "provat_utdrag"}, undantag=dict.fromkeys(LEDARE, 200)
    ),
    "granskning:avsla_utdrag": Rad(PA_PLATS, 403, undantag=dict.fromkeys(LEDARE, 200)),
    "granskning:leverera_utdrag": Rad(PA_PLATS, ur={"utdrag": "lamnat_utdrag"}),
    "granskning:hamta_utdrag": Rad(PA_PLATS, ur={"utdrag": "lamnat_utdrag"}),
    # The monthly review: who leads another unit sees what they are named for; the asked answers
    "granskning:loggranskningar": Rad(LOGGLASARE),
    "granskning:loggranskning": Rad(
        LOGGLASARE, INTE_UTSEDD, undantag=dict.fromkeys(GRANSKARE, 200)
    ),
    "granskning:granskare": Rad(LOGGUTSER),
    "granskning:ta_granskning": Rad(LOGGRANSKARE, BARA_POST),
    "granskning:bedom": Rad(LOGGBEDOMARE, BARA_POST),
    "granskning:rad_utkast": Rad(LOGGBEDOMARE, BARA_POST),
    "granskning:bedom_flera": Rad(LOGGBEDOMARE, BARA_POST),
    "granskning:angra_bedomning": Rad(LOGGBEDOMARE, BARA_POST),
    "granskning:avsluta_granskning": Rad(LOGGBEDOMARE, BARA_POST),
    "granskning:oversikt": Rad(LOGGLASARE),
    "granskning:protokoll": Rad(
        LOGGLASARE,
        ur={"loggranskning": "avslutad_granskning"},
        undantag={Roll.GRUPPLEDARE: INTE_UTSEDD},
    ),
    "granskning:protokoll_pdf": Rad(
        LOGGLASARE,
        ur={"loggranskning": "avslutad_granskning"},
        undantag={Roll.GRUPPLEDARE: INTE_UTSEDD},
    ),
    "granskning:halsa": Rad(LARMROLLER),
    "granskning:larm": Rad(LARMROLLER),
    "granskning:prov": Rad({Roll.SYSTEM}, INGEN_PROVAKT),
    "granskning:avvikelser": Rad(GRANSKARE),
    "granskning:avvikelse": Rad(GRANSKARE, undantag={Roll.ENHETSCHEF: INTE_ANSVARIG}),
    "granskning:avvikelse_steg": Rad(GRANSKARE, undantag=BARA_UTREDARE),
    "granskning:avvikelse_incident": Rad(GRANSKARE, undantag=BARA_UTREDARE),
    "granskning:avvikelse_ansvarig": Rad(GRANSKARE, undantag=BARA_UTREDARE),
    "granskning:avvikelse_avsluta": Rad(GRANSKARE, undantag=BARA_UTREDARE),
    "granskning:avvikelse_utkast": Rad(
        GRANSKARE,
        BARA_POST,
        ur={"formular": "avvikelseformular"},
        undantag={Roll.ENHETSCHEF: INTE_ANSVARIG},
    ),
    "granskning:avvikelse_bevis": Rad(GRANSKARE, BARA_POST),
    "granskning:mina_fragor": Rad(ALLA),
    "granskning:min_fraga": Rad(ALLA, ANNANS, undantag={Roll.EXTERN: ANNANS}),
    "granskning:fraga_utkast": Rad(ALLA, BARA_POST),
    # Numbers
    "lagesbild:lista": Rad(ANALYTIKER),
    "lagesbild:vantan": Rad(ANALYTIKER | LEDARE),
    "lagesbild:likvardighet": Rad(ANALYTIKER | METODLEDARE),
    "lagesbild:likvardighet_matt": Rad(ANALYTIKER | METODLEDARE),
    "lagesbild:sammanstall": Rad(ANALYTIKER),
    "lagesbild:publicering": Rad(ANALYTIKER),
    "lagesbild:csv": Rad(ANALYTIKER),
    "lagesbild:godkann": Rad(ANALYTIKER, BARA_POST),
    "lagesbild:dra_tillbaka": Rad(ANALYTIKER),
}
