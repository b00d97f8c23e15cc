"""Papers out of a case: the frame they share, and the one that is only a paper."""

from arenden.pdf.gallringsprotokoll import gallringsprotokoll_pdf
from arenden.pdf.ram import Dokument, dokument_of, render

__all__ = ["Dokument", "dokument_of", "gallringsprotokoll_pdf", "render"]
