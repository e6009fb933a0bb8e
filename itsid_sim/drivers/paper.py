"""What leaves the screen: a print-out, and a QR code that a telephone reads off it."""

from io import BytesIO

import zxingcpp
from PIL import Image
from pypdf import PdfReader

from itsid_sim.core.text import fold_label
from itsid_sim.drivers.seen import NotThere
from itsid_sim.rules.value import Value


class Printed(Value, frozen=True):
    """A print-out, page by page."""

    pages: tuple[str, ...]

    def shows(self, text: str) -> bool:
        """Whether a text stands anywhere in it, apart from width and spaces."""
        return fold_label(text) in fold_label("".join(self.pages))


def read_pdf(pdf: bytes) -> Printed:
    """What is printed on each page of a PDF."""
    return Printed(tuple(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages))


def read_qr(png: bytes, page: str) -> str:
    """The text of the QR code in a picture of a page. Raises `NotThere`."""
    found = zxingcpp.read_barcode(
        Image.open(BytesIO(png)), zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)
    )
    if found is None:
        raise NotThere(f"page {page!r}: no QR code can be read on it")
    return found.text
