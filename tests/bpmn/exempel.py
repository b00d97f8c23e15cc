"""A flow with something of everything: ways side by side, parties, loops, messages, clocks."""

from insatser.bpmn.innehall import Klocka, Ram
from insatser.rules.falt import Falt
from insatser.rules.graf import Graf, Kant, Nod

NODER = (
    Nod("borjan", "borjan", ""),
    Nod(
        "anmalan",
        "steg",
        "Ta emot skolans anmälan",
        vem="Mottagningen",
        may="may_work",
        lagrum="SoL 19:1",
        varfor="Skolan har sett att barnet är borta. Ta reda på om vi är de som kan hjälpa.",
        falt=(
            Falt("franvaro", "Hur länge har barnet varit borta?", "rad"),
            Falt(
                "orsak",
                "Vad tror skolan?",
                "val",
                val=(("ovan", "Ovan & trött"), ("annat", "<Annat>")),
            ),
        ),
        utfall=(("ingar", "Ingår i målgruppen"), ("inte", "Ingår inte"), ("oklart", "Oklart")),
        krav=("har_foralder",),
        frist="skolsocial_start",
        fran=("kommunal_skola",),
    ),
    Nod("malgrupp", "vagval", ""),
    Nod("dela", "dela", ""),
    Nod("barnet", "steg", "Fråga barnet", vem="Handläggaren", far_hoppas=True),
    Nod(
        "parterna",
        "partssteg",
        "Varje part berättar",
        vem="Inbjuden part",
        till=("polis", "kommunal_skola"),
    ),
    Nod("las", "steg", "Läs svaren", vem="Handläggaren"),
    Nod("samla", "samla", ""),
    Nod(
        "besluta",
        "steg",
        "Besluta",
        vem="Gruppledaren",
        utfall=(("om", "Gör om"), ("ja", "Ja"), ("delvis", "Delvis"), ("nej", "Nej")),
        annan_an="barnet",
        frist="bestamd_dag",
    ),
    Nod("beslutet", "vagval", "Vad beslutades?"),
    Nod("klart", "slut", "Avslutad som planerat"),
    Nod("ingen", "slut", "Ingår inte"),
)

GRAF = Graf(
    kod="exempel",
    version=1,
    namn="Exempel",
    beskrivning="Ett flöde som har något av allt.",
    lagrum="SoL 11:1",
    noder={nod.namn: nod for nod in NODER},
    kanter=(
        Kant("borjan", "anmalan"),
        Kant("anmalan", "malgrupp"),
        Kant("malgrupp", "dela", "anmalan=ingar", "Ingår i målgruppen"),
        Kant("malgrupp", "ingen", "anmalan=inte", "Ingår inte"),
        Kant("malgrupp", "anmalan", "", "annars"),
        Kant("dela", "barnet"),
        Kant("dela", "parterna"),
        Kant("parterna", "las"),
        Kant("barnet", "samla"),
        Kant("las", "samla"),
        Kant("samla", "besluta"),
        Kant("besluta", "beslutet"),
        Kant("beslutet", "klart", "besluta=ja", "Ja"),
        Kant("beslutet", "dela", "besluta=om", "Gör om"),
        Kant("beslutet", "klart", "besluta=delvis", "Delvis"),
        Kant("beslutet", "ingen", "", "annars"),
    ),
)

RAM = Ram(
    definition="0" * 64,
    program="0.1.0",
    huvudman="Stockholms stad, nämnden",
    organisationer={"polis": "Polisen", "kommunal_skola": "Kommunal skola"},
    klockor={
        "anmalan": Klocka(
            slag="skolsocial_start",
            namn="Start",
            varaktighet="P14D",
            is_fran_oppnat=True,
            fran_vad="då steget öppnades",
            lagrum="SoL 19:1",
            regel="Inom 14 dagar.",
        ),
        "besluta": Klocka(
            slag="bestamd_dag",
            namn="Bestämd dag",
            varaktighet="",
            is_fran_oppnat=False,
            fran_vad="då dagen sattes",
            lagrum="FL 9 §",
            regel="Den dag som satts.",
        ),
    },
)
