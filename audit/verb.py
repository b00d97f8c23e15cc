"""The inventory of everything the log can say, one verb per kind of event."""

from enum import StrEnum
from typing import Self


class Verb(StrEnum):
    """What was done, as "noun.verb". The value is stored for ever; the label may be reworded."""

    label: str

    def __new__(cls, value: str, label: str) -> Self:
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = label
        return member

    # audit
    LOGG_READ = "logg.read", "Läste loggen"
    LOGG_VERIFY = "logg.verify", "Kontrollerade loggen"

    # access
    SESSION_LOGIN = "session.login", "Loggade in"
    SESSION_LOGIN_FAILED = "session.login_failed", "Misslyckades att logga in"
    SESSION_LOGOUT = "session.logout", "Loggade ut"
    SESSION_ENROL = "session.enrol", "Kopplade app för engångskoder"
    SESSION_PASSWORD = "session.password", "Valde lösenord"
    ACCESS_DENIED = "access.denied", "Nekades åtkomst"
    TILLTRADE_GIVE = "tilltrade.give", "Gav tillträde"
    TILLTRADE_END = "tilltrade.end", "Avslutade tillträde"
    ANVANDARE_CREATE = "anvandare.create", "Lade upp användare"
    ANVANDARE_CHANGE = "anvandare.change", "Ändrade användare"
    ANVANDARE_DEACTIVATE = "anvandare.deactivate", "Stängde användarkonto"
    ANVANDARE_LINK = "anvandare.link", "Tog fram länk för att välja lösenord"
    ANVANDARE_LIST = "anvandare.list", "Visade användare"
    ANVANDARE_READ = "anvandare.read", "Läste uppgifter om användare"
    UPPDRAG_GIVE = "uppdrag.give", "Gav uppdrag"
    UPPDRAG_END = "uppdrag.end", "Avslutade uppdrag"

    # arenden
    AKT_OPEN = "akt.open", "Lade upp personakt"
    AKT_READ = "akt.read", "Läste personakt"
    AKT_CHANGE = "akt.change", "Ändrade personuppgifter"
    AKT_IDENTIFY = "akt.identify", "Fastställde identitet"
    ARENDE_REGISTER = "arende.register", "Registrerade ärende"
    ARENDE_LIST = "arende.list", "Visade ärendelista"
    ARENDE_READ = "arende.read", "Läste ärende"
    ARENDE_ADVANCE = "arende.advance", "Förde ärendet till nästa steg"
    ARENDE_CLOSE = "arende.close", "Avslutade ärende"
    FRIST_START = "frist.start", "Startade frist"
    FRIST_STOP = "frist.stop", "Stoppade frist"
    FRIST_EXTEND = "frist.extend", "Förlängde frist"
    UTKAST_SAVE = "utkast.save", "Sparade utkast"
    UTKAST_DROP = "utkast.drop", "Kastade utkast"
    FORSTASIDA_READ = "forstasida.read", "Visade förstasidan"
    ARENDE_ASSIGN = "arende.assign", "Tilldelade ärende"
    INFLODE_OPEN = "inflode.open", "Öppnade registrering av inflöde"
    ANMALAN_REGISTER = "anmalan.register", "Registrerade anmälan"
    ANMALAN_READ = "anmalan.read", "Läste anmälan"
    ANMALAN_ATTACH = "anmalan.attach", "Förde anmälan till pågående utredning"
    ATERKOPPLING_SEND = "aterkoppling.send", "Återkopplade till anmälaren"
    SKYDDSBEDOMNING_READ = "skyddsbedomning.read", "Läste skyddsbedömning"
    SKYDDSBEDOMNING_DECIDE = "skyddsbedomning.decide", "Gjorde skyddsbedömning"
    FORHANDSBEDOMNING_READ = "forhandsbedomning.read", "Läste förhandsbedömning"
    FORHANDSBEDOMNING_DECIDE = "forhandsbedomning.decide", "Avgjorde förhandsbedömning"
    UTREDNING_OPEN = "utredning.open", "Inledde utredning"
    UTREDNING_READ = "utredning.read", "Läste utredning"
    UTREDNING_CHANGE = "utredning.change", "Ändrade utredning"
    UTREDNING_EXTEND = "utredning.extend", "Förlängde utredningstid"
    UTREDNING_COMPLETE = "utredning.complete", "Avslutade utredning"
    BARNSAMTAL_RECORD = "barnsamtal.record", "Dokumenterade barnets röst"
    BESLUT_PROPOSE = "beslut.propose", "Föreslog beslut"
    BESLUT_DECIDE = "beslut.decide", "Fattade beslut"
    BESLUT_RETURN = "beslut.return", "Återremitterade förslag till beslut"
    BESLUT_READ = "beslut.read", "Läste beslut"
    BESLUT_READ_PDF = "beslut.read_pdf", "Tog ut beslut som PDF"
    JOURNAL_READ = "journal.read", "Läste journal"
    JOURNAL_DRAFT = "journal.draft", "Skrev utkast i journal"
    JOURNAL_SIGN = "journal.sign", "Signerade journalanteckning"
    JOURNAL_CORRECT = "journal.correct", "Rättade journalanteckning"
    HANDLING_LIST = "handling.list", "Visade handlingar"
    HANDLING_READ = "handling.read", "Läste handling"
    HANDLING_FETCH = "handling.fetch", "Hämtade handlingens fil"
    HANDLING_BROKEN = "handling.broken", "Fick en fil som inte gick att öppna"
    HANDLING_ADD = "handling.add", "Lade till handling"
    HANDLING_MISPLACE = "handling.misplace", "Markerade handling som felinförd"
    SAMMANFATTNING_READ_PDF = "sammanfattning.read_pdf", "Tog ut sammanfattning som PDF"
    SOKREGISTER_BUILD = "sokregister.build", "Byggde om sökregistret"
    NAMNDFRAGA_READ = "namndfraga.read", "Visade frågor mellan nämnder"
    NAMNDFRAGA_ASK = "namndfraga.ask", "Frågade en annan nämnd om någon är aktuell"
    NAMNDFRAGA_ANSWER = "namndfraga.answer", "Svarade en annan nämnd om någon är aktuell"
    IMPORT_RUN = "import.run", "Läste in anmälningar från fil"

    # riskbedomning
    BEDOMNING_OPEN = "bedomning.open", "Påbörjade riskbedömning"
    BEDOMNING_READ = "bedomning.read", "Läste riskbedömning"
    BEDOMNING_ANSWER = "bedomning.answer", "Besvarade faktor i riskbedömning"
    BEDOMNING_JUDGE = "bedomning.judge", "Skrev samlad bedömning"
    BEDOMNING_COMPLETE = "bedomning.complete", "Slutförde riskbedömning"
    STRATEGISKT_BROTT_NOTE = "strategiskt_brott.note", "Noterade strategiskt brott"

    # samverkansteam
    TEAM_CREATE = "team.create", "Bildade team"
    TEAM_READ = "team.read", "Läste teamets sida"
    TEAM_CHANGE = "team.change", "Ändrade team"
    TEAM_ADD_MEMBER = "team.add_member", "Lade till deltagare i team"
    TEAM_END_MEMBER = "team.end_member", "Avslutade deltagare i team"
    TEAM_CLOSE = "team.close", "Avslutade team"
    MOTE_PLAN = "mote.plan", "Planerade möte"
    MOTE_HOLD = "mote.hold", "Dokumenterade möte"
    MOTE_READ = "mote.read", "Läste möte"
    ATGARD_LOG = "atgard.log", "Förde in gemensam åtgärd"
    SAMTYCKE_GIVE = "samtycke.give", "Registrerade samtycke"
    SAMTYCKE_READ = "samtycke.read", "Läste samtycke"
    SAMTYCKE_WITHDRAW = "samtycke.withdraw", "Registrerade återkallat samtycke"
    ATAGANDE_COMPLETE = "atagande.complete", "Markerade åtagande som klart"
    FRANVARO_RECORD = "franvaro.record", "Förde in frånvaro"
    MARKERING_SET = "markering.set", "Satte riskmarkering"
    TEAM_LIST = "team.list", "Visade sina team"
    DELGIVNING_RELEASE = "delgivning.release", "Lämnade ut uppgift"
    DELGIVNING_REFUSE = "delgivning.refuse", "Avstod från att lämna ut uppgift"
    DELGIVNING_READ = "delgivning.read", "Läste utlämnad uppgift"

    # insatser
    OVERSIKT_READ = "oversikt.read", "Visade Min dag"
    SEARCH_READ = "search.read", "Visade söksidan"
    SEARCH_RUN = "search.run", "Sökte"
    UPPGIFT_TAKE = "uppgift.take", "Tog uppgift"
    PLAN_CREATE = "plan.create", "Upprättade plan"
    PLAN_READ = "plan.read", "Läste plan"
    PLAN_CHANGE = "plan.change", "Ändrade plan"
    PLAN_DECIDE = "plan.decide", "Fastställde plan"
    INSATS_PROPOSE = "insats.propose", "Föreslog insats"
    INSATS_START = "insats.start", "Påbörjade insats"
    INSATS_READ = "insats.read", "Läste insats"
    INSATS_CHANGE = "insats.change", "Ändrade insats"
    INSATS_CLOSE = "insats.close", "Avslutade insats"
    TILLFALLE_RECORD = "tillfalle.record", "Dokumenterade tillfälle"
    UPPFOLJNING_PLAN = "uppfoljning.plan", "Planerade uppföljning"
    UPPFOLJNING_READ = "uppfoljning.read", "Läste uppföljning"
    UPPFOLJNING_COMPLETE = "uppfoljning.complete", "Genomförde uppföljning"
    AVSLUT_PROPOSE = "avslut.propose", "Föreslog avslut"
    AVSLUT_DECIDE = "avslut.decide", "Avslutade ärende"
    AVSLUT_READ = "avslut.read", "Läste avslut"

    # granskning
    MYLOG_READ = "mylog.read", "Läste sin egen logg"

    # lagesbild
    STATISTIK_READ = "statistik.read", "Visade statistik"
    STATISTIK_EXPORT = "statistik.export", "Tog ut statistik"
    STATISTIK_PUBLISH = "statistik.publish", "Publicerade statistik"
    STATISTIK_EXTRACT = "statistik.extract", "Byggde underlag för statistik"
    STATISTIK_COMPOSE = "statistik.compose", "Sammanställde statistik"
    STATISTIK_WITHDRAW = "statistik.withdraw", "Drog tillbaka statistik"

    # config
    LACKAGE_MEASURE = "lackage.measure", "Mätte vad en säkerhetskopia röjer"
    HALSA_READ = "halsa.read", "Kontrollerade att systemet svarar"
