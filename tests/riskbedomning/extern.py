"""What somebody writes of an assessment made elsewhere, and of a first lagföring."""

from datetime import date

EXTERN = {
    "instrument": "SAVRY",
    "instrument_version": "2",
    "bedomare": "Lena Berg, Framtid Stockholm",
    "certifierad": "ja",
    "utford": date(2026, 10, 1),
    "kallor": "Två samtal, skolans underlag och domen.",
    "slutsats": "Samordnat stöd behövs kring kvällarna. Skolan och storasystern skyddar.",
    "ny_bedomning": date(2027, 4, 1),
    "handling": None,
}
RATTELSE = {
    "fel": "Bedömaren arbetar inte i Framtid Stockholm.",
    "ratt": "Lena Berg arbetar i den öppna vården i Västerort.",
}
NOTERING = {
    "katalog": "bra_2021_5",
    "brottstyp": "rån",
    "lagforing": True,
    "forsta": True,
    "handling": "Attunda tingsrätt, B 1234-26",
    "lagford": date(2026, 10, 5),
    "alder": 15,
}
