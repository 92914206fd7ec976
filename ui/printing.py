"""Papers on the screen and on a printer: pages as pictures, the printers there are, the file that is saved."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

from app.kernel.language import _
from app.kernel.os_reason import reason_of
from app.kernel.refusal import Trouble

SCREEN_DPI, PRINT_DPI, POINTS_PER_INCH = 110, 300, 72


def page_pictures(pdf: bytes, *, dpi: int = SCREEN_DPI) -> tuple[QImage, ...]:
    """The pages of a PDF as pictures of `dpi` dots an inch. Trouble when the file cannot be read."""
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(pdf)
    except pypdfium2.PdfiumError as error:
        raise Trouble(
            _("This paper's file cannot be shown."), _("Save it and open it elsewhere, or restore a backup.")
        ) from error
    try:
        return tuple(_picture(document[at], dpi) for at in range(len(document)))
    finally:
        document.close()


def _picture(page: object, dpi: int) -> QImage:
    bitmap = page.render(scale=dpi / POINTS_PER_INCH, rev_byteorder=True, prefer_bgrx=True)  # type: ignore[attr-defined]  # pypdfium2 has no types
    width, height, stride = bitmap.width, bitmap.height, bitmap.stride
    image = QImage(bytes(bitmap.buffer), width, height, stride, QImage.Format.Format_RGBX8888)
    # The bytes belong to Python and go with this call: the copy is Qt's own.
    return image.copy()


def printer_names() -> tuple[str, ...]:
    """The printers of this computer, the usual one first. None is not an error: the paper is saved instead.

    `QPrinter.isValid()` cannot be asked: without any printer it answers yes and means a PDF.
    """
    usual = QPrinterInfo.defaultPrinterName()
    return tuple(sorted(QPrinterInfo.availablePrinterNames(), key=lambda name: (name != usual, name)))


def print_pdf(pdf: bytes, *, printer_name: str, title: str) -> None:
    """Print an issued PDF page by page as it is. Trouble when the printer does not take it."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setPrinterName(printer_name)
    _print_on(printer, page_pictures(pdf, dpi=PRINT_DPI), title)


def _print_on(printer: QPrinter, pictures: Sequence[QImage], title: str) -> None:
    printer.setDocName(title)
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    printer.setPageOrientation(QPageLayout.Orientation.Portrait)
    # The margins are in the paper itself.
    printer.setFullPage(True)
    painter = QPainter()
    if not painter.begin(printer):
        raise Trouble(
            _("The printer does not answer."), _("Look whether it is switched on and has paper, then print again.")
        )
    try:
        for at, picture in enumerate(pictures):
            if at:
                printer.newPage()
            painter.drawImage(QRectF(printer.pageLayout().fullRectPixels(printer.resolution())), picture)
    finally:
        painter.end()


def save_file(content: bytes, path: Path) -> None:
    """Write the bytes beside under a temporary name first, so that no half file is left. Trouble when it cannot be."""
    rough = path.with_name(f"{path.name}.part")
    try:
        rough.write_bytes(content)
        rough.replace(path)
    except OSError as error:
        raise Trouble(
            _("{path} cannot be written: {reason}").format(path=path, reason=reason_of(error)),
            _("Choose another folder, or free space on the disk."),
        ) from error


def file_name(number: str, title: str) -> str:
    """A name any system takes: `WXD000025-D03 报价单.pdf`."""
    return clean_name(f"{number} {title}.pdf")


def clean_name(name: str) -> str:
    """The name without the signs that some system forbids."""
    return "".join("-" if sign in '\\/:*?"<>|' else sign for sign in name)
