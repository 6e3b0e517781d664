"""Sheets as readers see them: their words, their tags in order, their links, and what a telephone reads off a print."""

import io
import subprocess
import tempfile
from pathlib import Path

import cv2
import numpy as np
import pikepdf
import pypdf
import pypdfium2

DOTS = 150  # to an inch


def words(data):
    """All words that are drawn, page by page, without the spaces that depend on where lines end."""
    with pypdf.PdfReader(io.BytesIO(data)) as reader:
        return ["".join(page.extract_text().replace("\u200b", "").split()) for page in reader.pages]


def has(text, wanted):
    return "".join(wanted.split()) in text


def print_of(data, page=0):
    """A page as a picture of 150 dots to an inch."""
    with pypdfium2.PdfDocument(data) as document:
        return np.asarray(document[page].render(scale=DOTS / 72).to_pil().convert("RGB"))


def scanned(data, page=0):
    """What a telephone reads from the QR code on a page."""
    text, _, _ = cv2.QRCodeDetector().detectAndDecode(print_of(data, page))
    return text


def cells(data):
    """(name, scope) of every header cell, and how many rows there are."""
    heads, rows = [], 0
    for element in elements(data):
        rows += element[0] == "/TR"
        if element[0] == "/TH":
            heads.append(element[1])
    return heads, rows


def elements(data):
    """(name, scope, alternative text) of every structure element."""
    found = []
    with pikepdf.open(io.BytesIO(data)) as pdf:
        waiting = [pdf.Root.StructTreeRoot.K]
        while waiting:
            node = waiting.pop()
            if isinstance(node, pikepdf.Array):
                waiting.extend(node)
            elif isinstance(node, pikepdf.Dictionary) and "/S" in node:
                parts = node.get("/A", pikepdf.Array())
                parts = parts if isinstance(parts, pikepdf.Array) else [parts]
                scopes = [str(part.Scope) for part in parts if "/Scope" in part]
                found.append((str(node.S), "".join(scopes), str(node.get("/Alt", ""))))
                waiting.append(node.get("/K", pikepdf.Array()))
    return found


def links(data):
    """Address to what a screen reader says of each link."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        notes = [note for page in pdf.pages for note in page.get("/Annots", ())]
        return {str(note.A.URI): str(note.get("/Contents", "")) for note in notes}


def bookmarks(data):
    with pikepdf.open(io.BytesIO(data)) as pdf, pdf.open_outline() as outline:
        return [item.title for item in outline.root]


def places(data):
    """(title, distance from the foot of the page in points) of each bookmark."""
    with pikepdf.open(io.BytesIO(data)) as pdf, pdf.open_outline() as outline:
        return [(item.title, float(item.destination[3])) for item in outline.root]


def smallest_letters(data, without=""):
    """The size of the smallest letters, in points; `without`: words that do not count."""
    sizes = []

    def look(text, matrix, text_matrix, _font, size):
        if text.strip() and text.strip() not in without:
            sizes.append(abs(size * text_matrix[3] * matrix[3]))

    with pypdf.PdfReader(io.BytesIO(data)) as reader:
        for page in reader.pages:
            page.extract_text(visitor_text=look)
    return round(min(sizes), 2)


def reading_order(data, pdfinfo):
    """Tags and text in the order in which they are read aloud, as poppler sees them."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "sheet.pdf"
        file.write_bytes(data)
        return subprocess.run([pdfinfo, "-struct-text", file], check=True, capture_output=True, encoding="utf-8").stdout
