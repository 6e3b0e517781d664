"""QR codes: an address goes in, a drawing (SVG) comes out that a telephone reads."""

from itertools import groupby

import segno

QUIET = 4  # modules around the code (ISO/IEC 18004, 6.3.8)


def qr_code(address: str) -> str:
    """A QR code with error correction M, which bears a fold or a stain."""
    code = segno.make_qr(address, error="m", boost_error=False)
    across = len(code.matrix) + 2 * QUIET
    # A row is one dashed line: far fewer bytes than its squares.
    rows = "".join(_row([bool(module) for module in row], y) for y, row in enumerate(code.matrix))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {across} {across}">'
        f'<g stroke="#000" stroke-width="1.05">{rows}</g></svg>'
    )


def _row(modules: list[bool], y: int) -> str:
    """A row of modules, from the first dark one on; the last dash is dark too."""
    start = modules.index(True)
    end = len(modules) - modules[::-1].index(True)
    runs = [len(list(run)) for _, run in groupby(modules[start:end])]
    dashes = " ".join(map(str, [*runs, len(modules)]))
    return f'<path stroke-dasharray="{dashes}" d="M{start + QUIET} {y + QUIET}.5H{end + QUIET}"/>'
