"""A PDF as small as it can be without losing tags or sharpness: Typst's file goes in, a smaller one comes out.

pikepdf writes the file. What goes: hints of fonts, attributes that no reader needs, decimals that no eye sees, and
metadata that say nothing. What comes: header cells for the rows of tables, and bookmarks.
"""

import re
import zlib
from collections.abc import Iterator, Sequence
from functools import lru_cache
from io import BytesIO
from typing import Any, NamedTuple
from xml.sax.saxutils import escape

import pikepdf
from pikepdf import Array, Dictionary, Name, OutlineItem, Pdf

from wijksites.sheets.content import tidied

KEPT_ATTRIBUTES = frozenset({"/O", "/Scope", "/RowSpan", "/ColSpan", "/ListNumbering"})
OF_FIGURES = frozenset({"/BBox", "/Placement"})
COMMENT = re.compile(rb"^%.*\n?", re.MULTILINE)
DOUBTFUL_END = b"\r\nendstream"
APART = (Name.ViewerPreferences, Name.MarkInfo, Name.OutputIntents)
FEW_PAGES = 10  # of a book of streets nobody counts the bytes, and each page takes a twentieth of a second
BEFORE = 12  # points of room above what a bookmark leads to


class Bookmark(NamedTuple):
    """A line of the list of contents: its words, its page (from 1) and how far from the top (points)."""

    title: str
    page: int
    y: float


def packed(data: bytes, bookmarks: Sequence[Bookmark]) -> bytes:
    """The same PDF, smaller; byte for byte the same for the same input."""
    with Pdf.open(BytesIO(data)) as pdf:
        root = pdf.Root.StructTreeRoot
        elements = [item for item in pdf.objects if isinstance(item, Dictionary) and Name.S in item and Name.P in item]
        for element in elements:
            if Name.Table == element.S:
                name_rows(element)
        used = set()
        for element in elements:
            used.add(str(element.S))
            _slim(element)
        if Name.IDTree in root:
            del root[Name.IDTree]
        if Name.RoleMap in root and not used & set(root.RoleMap.keys()):
            del root[Name.RoleMap]
        _annotations(pdf)
        _fonts(pdf)
        if len(pdf.pages) <= FEW_PAGES:
            for page in pdf.pages:
                page.Contents = pdf.make_stream(tidied(page))
        pdf.Root.Metadata = _metadata(pdf)
        if bookmarks:
            _bookmarks(pdf, bookmarks)
        pdf.remove_unreferenced_resources()
        return _saved(pdf)


def _saved(pdf: Pdf) -> bytes:
    """The file, in which no stream ends in a carriage return: checkers count that as a part of the end of line before
    `endstream` (ISO 32000-1, 7.3.8.1), and find the stream too short. A stream's last byte is a checksum, so any
    change will do: a line more, or another number for each object."""
    data = _written(pdf)
    for name in APART:
        if DOUBTFUL_END not in data:
            break
        pdf.Root[name] = pdf.make_indirect(pdf.Root[name])
        tables = [item for item in pdf.objects if isinstance(item, pikepdf.Stream) and item.get(Name.Type) == Name.CMap]
        for stream in (*tables, *(page.Contents for page in pdf.pages)):
            stream.write(stream.read_bytes() + b"\n")
        data = _written(pdf)
    return data


def _written(pdf: Pdf) -> bytes:
    pikepdf.settings.set_flate_compression_level(9)
    made = BytesIO()
    pdf.save(
        made,
        object_stream_mode=pikepdf.ObjectStreamMode.generate,
        recompress_flate=True,
        deterministic_id=True,
        fix_metadata_version=False,
    )
    return made.getvalue()


def name_rows(table: Any) -> None:
    """Makes the first cell of each row of a table's body its header (ISO 14289-1, 7.5); a cell may span rows."""
    for body in _children(table):
        left = 0
        for row in _children(body) if Name.TBody == body.S else ():
            if left == 0:
                cell = next(_children(row))
                spanned = [part.RowSpan for part in cell.get(Name.A, ()) if Name.RowSpan in part]
                left = int(spanned[0]) if spanned else 1
                cell.S = Name.TH
                table_part = next((part for part in cell.get(Name.A, ()) if Name.Table == part.O), None)
                if table_part is None:
                    table_part = Dictionary(O=Name.Table)
                    cell.A = Array([*cell.get(Name.A, ()), table_part])
                    table_part = cell.A[-1]
                table_part.Scope = Name.Row
            left -= 1


def _children(node: Any) -> Iterator[Any]:
    children = node.get(Name.K)
    for child in children if isinstance(children, Array) else [children]:
        if isinstance(child, Dictionary) and Name.S in child:
            yield child


def _slim(element: Any) -> None:
    """Drops what only repeats how it looks or where else it stands."""
    for key in (Name.T, Name.ID):
        if key in element:
            del element[key]
    if Name.A in element:
        kept = []
        parts = element.A if isinstance(element.A, Array) else [element.A]
        for part in parts:
            figure = part.get(Name.BBox) is not None
            for key in list(part.keys()):
                if key not in KEPT_ATTRIBUTES and not (figure and key in OF_FIGURES):
                    del part[key]
            if len(part.keys()) > 1:
                kept.append(part)
        if kept:
            element.A = kept[0] if len(kept) == 1 else Array(kept)
        else:
            del element[Name.A]
    children = element.get(Name.K)
    if isinstance(children, Array) and len(children) == 1:
        element.K = children[0]


def _annotations(pdf: Pdf) -> None:
    for page in pdf.pages:
        for link in page.get(Name.Annots, ()):
            link.Rect = Array([round(number) for number in map(float, link.Rect)])
            if Name.QuadPoints in link:
                del link[Name.QuadPoints]
            for owner in (link, link.get(Name.A)):
                if owner is not None and Name.Type in owner:
                    del owner[Name.Type]


def _fonts(pdf: Pdf) -> None:
    for item in pdf.objects:
        if isinstance(item, Dictionary) and item.get(Name.Type) == Name.FontDescriptor:
            if Name.CIDSet in item:
                del item[Name.CIDSet]
            if Name.FontFile2 in item:
                item.FontFile2.write(_unhinted(item.FontFile2.read_bytes()))
        elif isinstance(item, pikepdf.Stream) and item.get(Name.Type) == Name.CMap:
            item.write(COMMENT.sub(b"", item.read_bytes()))


@lru_cache(maxsize=64)
def _unhinted(font: bytes) -> bytes:
    """A TrueType font without hints, which only matter to screens of few dots, and without names."""
    from fontTools.ttLib import TTFont

    with TTFont(BytesIO(font), recalcBBoxes=False, recalcTimestamp=False) as opened:
        for table in ("fpgm", "prep", "cvt ", "name", "post", "gasp", "DSIG"):
            if table in opened:
                del opened[table]
        glyphs = opened["glyf"]
        for name in opened.getGlyphOrder():
            glyphs[name].removeHinting()
        made = BytesIO()
        opened.save(made, reorderTables=None)
    data = made.getvalue()
    # Its checksum must not end in a carriage return either (see `_saved`); what follows the last table says nothing.
    return data + b"\x00\x00\x00\x01" if zlib.adler32(data) & 0xFF == 0x0D else data


def _metadata(pdf: Pdf) -> Any:
    """XMP with what PDF/A and PDF/UA ask for; the extension schema explains `pdfuaid` (ISO 19005-2, 6.6.2.3)."""
    info = pdf.docinfo
    title, author = escape(str(info.get("/Title", ""))), escape(str(info.get("/Author", "")))
    made = re.sub(
        r"^D:(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d).*", r"\1-\2-\3T\4:\5:\6Z", str(info.get("/CreationDate", ""))
    )
    text = XMP.format(
        title=title,
        author=author,
        language=escape(str(pdf.Root.Lang)),
        made=made,
        tool=escape(str(info.get("/Creator", ""))),
    )
    stream = pdf.make_stream(text.encode())
    stream.Type, stream.Subtype = Name.Metadata, Name.XML
    return stream


XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>\
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">\
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/" \
xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" \
xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/" xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" \
xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">\
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>\
<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>\
<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>\
<xmp:CreateDate>{made}</xmp:CreateDate><xmp:ModifyDate>{made}</xmp:ModifyDate>\
<xmp:CreatorTool>{tool}</xmp:CreatorTool>\
<pdfaid:part>2</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance><pdfuaid:part>1</pdfuaid:part>\
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">\
<pdfaSchema:schema>PDF/UA</pdfaSchema:schema>\
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>\
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix><pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">\
<pdfaProperty:category>internal</pdfaProperty:category><pdfaProperty:description>part</pdfaProperty:description>\
<pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType>\
</rdf:li></rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas>\
</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="w"?>"""


def _bookmarks(pdf: Pdf, bookmarks: Sequence[Bookmark]) -> None:
    with pdf.open_outline() as outline:
        outline.root.clear()
        for mark in bookmarks:
            height = float(pdf.pages[mark.page - 1].MediaBox[3])
            top = round(height - mark.y + BEFORE)
            outline.root.append(OutlineItem(mark.title, mark.page - 1, "XYZ", left=0, top=top))
    for item in pdf.objects:
        if isinstance(item, Dictionary) and Name.Dest in item and item.get(Name.Count) == 0:
            del item[Name.Count]
