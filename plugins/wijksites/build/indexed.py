"""What the search index takes from a page: HTML goes in, a digest comes out that only changes when that does.

Around an activity or a news item stand lists of others, which change from day to day; the index leaves them out
(`data-pagefind-ignore`), so for them alone no index need be made again.
"""

from html.parser import HTMLParser

from wijksites.build.digest import digest_of

VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())
IGNORE, META = "data-pagefind-ignore", "data-pagefind-meta"
LEFT_OUT = "dt"  # the words `When`, `Where`: of all activities, so of none


def indexed(html: str) -> str:
    """The digest of what stands in the main part of a page, but for what the index leaves out."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return digest_of(reader.found)


class _Reader(HTMLParser):
    """`open`: the elements around the place that is read; `outside`: how many there are around what is left out;
    `told`: around what is told to the index by itself (a day, a ward), which may stand in that."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[object] = []
        self.open: list[str] = []
        self.outside = self.told = -1

    @property
    def taken(self) -> bool:
        """Whether the index takes what stands here."""
        return "main" in self.open and (self.outside < 0 or self.told >= 0)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """An element begins; some have no end."""
        names = dict(attrs)
        if tag not in VOID:
            if self.outside < 0 and (tag == LEFT_OUT or IGNORE in names):
                self.outside = len(self.open)
            if self.told < 0 and META in names:
                self.told = len(self.open)
            self.open.append(tag)
        if self.taken:
            self.found.append((tag, [pair for pair in attrs if pair[0].startswith("data-")]))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A drawing's line: nothing to search."""

    def handle_endtag(self, tag: str) -> None:
        """An element ends, and with it all that was forgotten to end."""
        if tag not in self.open:
            return
        while self.open.pop() != tag:
            pass
        if len(self.open) <= self.outside:
            self.outside = -1
        if len(self.open) <= self.told:
            self.told = -1

    def handle_data(self, data: str) -> None:
        """Text."""
        if self.taken and data.strip():
            self.found.append(" ".join(data.split()))
