"""Pictures: copies are upright, in the sizes and kinds a page needs, and tell nothing of who took them and where."""

import struct
import subprocess
import sys
import zlib
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image, ImageCms

from wijksites.build.pictures import PictureJob, build_picture
from wijksites.pictures import Picture, Wish, look_at, sentence
from wijksites.pictures.model import name_of

ORIENTATION, MAKER, GPS = 0x0112, 0x010F, 0x8825
WHOLE = Wish(whole=True)
MOST_MEMORY = 300  # MB


def save(folder, size=(64, 48), mode="RGB", colour=(200, 30, 30), name="foto.png", **options):
    """A picture of one colour, with its right half blue."""
    picture = Image.new(mode, size, colour)
    if mode == "RGB":
        picture.paste((30, 30, 200), (size[0] // 2, 0, *size))
    picture.save(folder / name, **options)
    return name


def made(folder, name, wish=WHOLE):
    """The picture and its copies: path to bytes."""
    staging = folder / "staging"
    staging.mkdir(exist_ok=True)
    done = build_picture(PictureJob(content=str(folder), path=name, wish=wish, fresh={}, staging=str(staging)))
    files = {file.path: Path(done.unit.folder, file.staged).read_bytes() for file in done.unit.files}
    return done.original.picture, files


def largest(folder, name):
    picture, files = made(folder, name)
    return Image.open(BytesIO(files[picture.url[1:]]))


def reddish(colour):
    return colour[0] > 150 and colour[2] < 100


def test_a_picture_has_copies_of_three_kinds_in_widths_below_its_own(tmp_path):
    picture, files = made(tmp_path, save(tmp_path, (1500, 1000)))

    assert {source.media: [(copy.width, copy.height) for copy in source.copies] for source in picture.sources} == {
        kind: [(480, 320), (800, 533), (1280, 853)] for kind in ("image/avif", "image/webp", "image/jpeg")
    }
    assert (picture.width, picture.height) == (1280, 853)
    assert sorted(files) == sorted(url[1:] for url in picture.files)
    assert len(files) == 9
    for source in picture.sources:
        for copy in source.copies:
            image = Image.open(BytesIO(files[copy.url[1:]]))
            assert (image.size, Image.MIME[image.format]) == ((copy.width, copy.height), source.media)


def test_what_everything_can_show_is_the_largest_jpeg(tmp_path):
    picture, _ = made(tmp_path, save(tmp_path, (1500, 1000)))

    assert picture.url.endswith("-1280.jpg")


@pytest.mark.parametrize(
    ("size", "widths"),
    [
        ((64, 48), [64]),
        ((490, 10), [490]),
        ((900, 600), [480, 900]),
        ((600, 6000), [512]),
        ((2560, 1440), [480, 800, 1280]),
    ],
)
def test_no_copy_is_larger_than_the_picture(tmp_path, size, widths):
    picture, _ = made(tmp_path, save(tmp_path, size))

    assert [copy.width for copy in picture.sources[0].copies] == widths


def test_no_metadata_reach_the_site(tmp_path):
    exif = Image.Exif()
    exif[MAKER] = "Telefoon van Jan"
    exif.get_ifd(GPS).update({1: "N", 2: (51.0, 2.0, 12.0), 3: "E", 4: (3.0, 44.0, 1.0)})
    name = save(
        tmp_path, name="foto.jpg", exif=exif, comment=b"geheim", icc_profile=b"profiel" * 30, xmp=b"<x>geheim</x>"
    )
    original = (tmp_path / name).read_bytes()
    assert b"Telefoon" in original and b"geheim" in original and b"profiel" in original

    _, files = made(tmp_path, name, Wish(whole=True, square=(50, 50)))

    assert len(files) == 6
    for data in files.values():
        image = Image.open(BytesIO(data))
        assert dict(image.getexif()) == {}
        assert image.info.keys().isdisjoint({"exif", "xmp", "comment", "icc_profile"})
        for secret in (b"Telefoon", b"geheim", b"profiel", b"Exif", b"GPS"):
            assert secret not in data


@pytest.mark.parametrize(("orientation", "corner"), [(1, (5, 5)), (3, (58, 42)), (6, (42, 5)), (8, (5, 58))])
def test_a_picture_stands_upright(tmp_path, orientation, corner):
    exif = Image.Exif()
    exif[ORIENTATION] = orientation
    name = save(tmp_path, name="foto.jpg", exif=exif, quality=95)

    picture, _ = made(tmp_path, name)
    image = largest(tmp_path, name)

    assert image.size == (picture.width, picture.height) == ((64, 48) if orientation < 5 else (48, 64))
    # The red half is where it was in front of the camera.
    assert reddish(image.getpixel(corner))


def test_a_wide_picture_on_its_side_is_measured_upright(tmp_path):
    exif = Image.Exif()
    exif[ORIENTATION] = 6

    picture, _ = made(tmp_path, save(tmp_path, (4000, 2000), name="foto.jpg", exif=exif))

    assert (picture.width, picture.height) == (1280, 2560)


@pytest.mark.parametrize(
    ("mode", "colour"), [("RGBA", (0, 0, 0, 0)), ("LA", (0, 0)), ("P", 0)], ids=["RGBA", "LA", "palette"]
)
def test_what_is_transparent_becomes_white(tmp_path, mode, colour):
    options = {"transparency": 0} if mode == "P" else {}

    image = largest(tmp_path, save(tmp_path, mode=mode, colour=colour, **options))

    assert image.mode == "RGB"
    assert min(image.getpixel((20, 20))) > 250


@pytest.mark.parametrize(
    ("mode", "name", "colour", "seen"),
    [
        ("L", "a.png", 128, 128),
        ("CMYK", "a.jpg", (0, 0, 0, 128), 127),
        ("1", "a.png", 1, 255),
        ("I;16", "a.png", 32768, 128),
    ],
)
def test_other_kinds_of_colours_look_as_they_were(tmp_path, mode, name, colour, seen):
    Image.new(mode, (10, 10), colour).save(tmp_path / name)

    image = largest(tmp_path, name)

    assert image.mode == "RGB"
    assert all(abs(part - seen) <= 2 for part in image.getpixel((5, 5)))


def test_colours_of_another_profile_are_made_those_of_the_web(tmp_path):
    plain = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    profile = plain.replace(b"rXYZ", b"?XYZ").replace(b"bXYZ", b"rXYZ").replace(b"?XYZ", b"bXYZ")  # red means blue
    name = save(tmp_path, name="foto.jpg", icc_profile=profile, quality=95)

    image = largest(tmp_path, name)

    assert not reddish(image.getpixel((5, 5)))
    assert reddish(image.getpixel((60, 5)))


def test_of_what_moves_the_first_picture_is_shown(tmp_path):
    frames = [Image.new("RGB", (10, 10), colour) for colour in ((200, 0, 0), (0, 0, 200))]
    frames[0].save(tmp_path / "a.gif", save_all=True, append_images=frames[1:])

    assert reddish(largest(tmp_path, "a.gif").getpixel((5, 5)))


@pytest.mark.parametrize("name", ["a.gif", "a.webp", "a.jpeg", "a.JPG", "a.png"])
def test_every_kind_of_file_gets_the_same_kinds_of_copies(tmp_path, name):
    picture, _ = made(tmp_path, save(tmp_path, name=name))

    assert picture.url.startswith("/beeld/a-")
    assert [url.rpartition(".")[2] for url in picture.files] == ["avif", "webp", "jpg"]


@pytest.mark.parametrize(
    ("focus", "left"), [((0, 50), (200, 30, 30)), ((100, 50), (30, 30, 200)), ((50, 50), (200, 30, 30))]
)
def test_a_square_holds_what_matters(tmp_path, focus, left):
    name = save(tmp_path, (400, 100))

    picture, files = made(tmp_path, name, Wish(square=focus))

    squares = [Image.open(BytesIO(files[copy.url[1:]])) for copy in picture.squares[-1].copies]
    assert [image.size for image in squares] == [(100, 100)]
    assert all(abs(one - other) < 12 for one, other in zip(squares[0].getpixel((10, 50)), left, strict=True))


def test_of_a_face_only_squares_are_published(tmp_path):
    picture, files = made(tmp_path, save(tmp_path, (400, 300)), Wish(square=(50, 50)))

    assert sorted({Image.open(BytesIO(data)).size for data in files.values()}) == [(112, 112), (224, 224)]
    assert picture.url.endswith("-50x50-224.jpg")


def test_the_colour_of_a_picture_is_the_one_it_has_most_of(tmp_path):
    image = Image.new("RGB", (90, 90), (20, 120, 60))
    image.paste((250, 250, 0), (0, 0, 30, 90))
    image.save(tmp_path / "foto.png")

    picture, _ = made(tmp_path, "foto.png")

    found = bytes.fromhex(picture.colour[1:])
    assert all(abs(one - other) < 12 for one, other in zip(found, (20, 120, 60), strict=True))


def test_two_copies_of_a_picture_are_the_same_bytes(tmp_path):
    name = save(tmp_path, (700, 500))

    assert made(tmp_path, name) == made(tmp_path, name)


def test_another_picture_of_the_same_name_gets_another_address(tmp_path):
    for folder, colour in (("kaai", (1, 2, 3)), ("molen", (200, 200, 0))):
        (tmp_path / folder).mkdir()
        save(tmp_path / folder, colour=colour)

    assert made(tmp_path, "kaai/foto.png")[0].url != made(tmp_path, "molen/foto.png")[0].url


@pytest.mark.parametrize(
    ("path", "stem"),
    [
        ("kaai/Foto van Zoë, (1).jpg", "foto-van-zoe-1"),
        ("kaai/图.jpg", "beeld"),
        ("kaai/a b%20c?.png", "a-b-20c"),
    ],
)
def test_names_hold_nothing_that_an_address_cannot_have(path, stem):
    assert name_of(path, b"", "").rpartition("-")[0] == f"/beeld/{stem}"


# What cannot be shown


def chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png(width, height, *chunks):
    """The beginning and the end of a PNG of which nothing but the head is right."""
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + b"".join(chunks) + chunk(b"IDAT", zlib.compress(b"")) + chunk(b"IEND", b"")


def said(folder, name, data):
    (folder / name).write_bytes(data)
    found = look_at(str(folder / name))
    return sentence(found, name) if found else ""


LARGE = (
    "de foto `{}` is te groot om te verwerken ({} bij {} pixels). Bewaar ze opnieuw als JPEG, hoogstens 4000 pixels "
    "breed."
)
DAMAGED = "de foto `{}` is beschadigd. Bewaar ze opnieuw als JPEG en zet dat bestand hier."


def test_a_picture_that_would_take_all_memory_is_refused_by_its_size(tmp_path):
    assert said(tmp_path, "bom.png", png(60_000, 60_000)) == LARGE.format("bom.png", 60_000, 60_000)


def test_a_picture_that_hides_much_in_its_text_is_refused(tmp_path):
    text = chunk(b"zTXt", b"a\0\0" + zlib.compress(bytes(50_000_000)))

    assert said(tmp_path, "bom.png", png(10, 10, text)) == DAMAGED.format("bom.png")


@pytest.mark.parametrize("kind", ["jpg", "png", "webp", "gif"])
def test_half_a_picture_is_refused(tmp_path, kind):
    whole = BytesIO()
    Image.effect_noise((300, 300), 80).convert("RGB").save(whole, {"jpg": "jpeg"}.get(kind, kind))

    assert said(tmp_path, f"half.{kind}", whole.getvalue()[: len(whole.getvalue()) // 2]) == DAMAGED.format(
        f"half.{kind}"
    )


@pytest.mark.parametrize("data", [b"", b"GIF89a", b"%!PS-Adobe-3.0 EPSF-3.0\n", b"\xff\xd8\xff", b"II*\0" + bytes(60)])
def test_what_is_no_picture_is_refused(tmp_path, data):
    assert said(tmp_path, "foto.jpg", data) == DAMAGED.format("foto.jpg")


def test_a_picture_of_20_000_pixels_wide_is_made_smaller(tmp_path):
    picture, _ = made(tmp_path, save(tmp_path, (20_000, 2_000), name="breed.jpg"))

    assert look_at(str(tmp_path / "breed.jpg")) is None
    assert (picture.width, picture.height) == (1280, 128)


@pytest.mark.parametrize(
    ("name", "mode", "size", "options"),
    [
        ("a.jpg", "RGB", (9_000, 6_700), {}),
        ("a.jpg", "RGB", (6_000, 4_000), {"progressive": True}),
        ("a.jpg", "CMYK", (9_000, 6_700), {}),
        ("a.png", "RGB", (6_000, 4_400), {"compress_level": 1}),
        ("a.png", "RGBA", (4_000, 3_700), {"compress_level": 1}),
        ("a.png", "P", (6_000, 4_400), {"compress_level": 1}),
        ("a.webp", "RGB", (4_000, 2_800), {"method": 0}),
    ],
    ids=["photo", "progressive", "cmyk", "png", "transparent", "palette", "webp"],
)
def test_no_picture_takes_more_than_300_mb(tmp_path, name, mode, size, options):
    Image.new(mode, size).save(tmp_path / name, **options)
    code = (
        "import re, sys\n"
        "from pathlib import Path\n"
        "from wijksites.build.pictures import PictureJob, build_picture\n"
        "from wijksites.pictures import Wish, look_at\n"
        "assert look_at(f'{sys.argv[1]}/{sys.argv[2]}') is None\n"
        "folder, name = sys.argv[1:]\n"
        "job = PictureJob(content=folder, path=name, wish=Wish(whole=True), fresh={}, staging=folder)\n"
        "assert build_picture(job)\n"
        # Not getrusage: that begins with what the process took that started this one.
        "status = Path('/proc/self/status').read_text()\n"
        "print(int(re.search(r'VmHWM:\\s+(\\d+) kB', status)[1]) // 1024)\n"
    )

    done = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path), name], capture_output=True, text=True, check=False
    )

    assert done.stderr == ""
    assert int(done.stdout) < MOST_MEMORY


# Drawings

DRAWING = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 30"{}>{}</svg>'


def drawn(folder, inside="", root=""):
    (folder / "plan.svg").write_text(DRAWING.format(root, inside), encoding="utf-8")
    picture, files = made(folder, "plan.svg")
    return picture, files[picture.url[1:]].decode()


def test_a_drawing_stays_a_drawing_of_its_own_size(tmp_path):
    picture, text = drawn(tmp_path, '<rect fill="#123456" width="5" height="5"/>', ' width="80mm" height="60mm"')

    assert (picture.is_drawing, picture.width, picture.height) == (True, 302, 227)
    assert '<rect fill="#123456" height="5" width="5" />' in text
    assert 'viewBox="0 0 40 30" width="302" height="227"' in text


@pytest.mark.parametrize(
    "inside",
    [
        "<script>alert(1)</script>",
        '<rect onclick="alert(1)" width="1" height="1"/>',
        '<a href="javascript:alert(1)"><rect width="1" height="1"/></a>',
        '<image href="https://elders.example/a.png"/>',
        '<image href="/a.png"/>',
        '<use href="https://elders.example/a.svg#alert"/>',
        '<rect style="fill:url(https://elders.example/x)"/>',
        '<rect fill="url(//elders.example/x)"/>',
        "<style>@import url(https://elders.example/a.css);</style>",
        '<foreignObject><iframe xmlns="http://www.w3.org/1999/xhtml" src="https://elders.example"/></foreignObject>',
        '<set attributeName="onload" to="alert(1)"/>',
        '<animate attributeName="href" values="javascript:alert(1)"/>',
        "<metadata>elders</metadata>",
        "<!-- elders -->",
    ],
)
def test_nothing_in_a_drawing_acts_or_asks(tmp_path, inside):
    _, text = drawn(tmp_path, f"{inside}<circle r='3'/>")

    for trace in ("script", "alert", "elders", "a.png", "url(", "@import", "iframe", "<a", "animate", "<set", "image"):
        assert trace not in text
    assert "<circle" in text


def test_what_a_drawing_says_of_itself_stays(tmp_path):
    inside = (
        '<defs><linearGradient id="g"><stop offset="0" stop-color="red"/></linearGradient></defs>'
        '<style>.a{fill:red}</style><path class="a" fill="url(#g)" d="M0 0h9"/><use href="#g"/>'
        "<text>Hé &lt;b&gt;</text>"
    )

    _, text = drawn(tmp_path, inside)

    for part in ('id="g"', ".a{fill:red}", 'fill="url(#g)"', 'href="#g"', "Hé &lt;b&gt;"):
        assert part in text


@pytest.mark.parametrize(
    ("text", "sentence_said"),
    [
        ("<svg", "de tekening `a.svg` kunnen we niet lezen. Bewaar ze opnieuw als SVG, of als PNG."),
        ("<html/>", "de tekening `a.svg` kunnen we niet lezen. Bewaar ze opnieuw als SVG, of als PNG."),
        (
            '<!DOCTYPE svg [<!ENTITY a "bbbbbb"><!ENTITY b "&a;&a;&a;">]><svg xmlns="http://www.w3.org/2000/svg">&b;</svg>',
            "de tekening `a.svg` kunnen we niet lezen. Bewaar ze opnieuw als SVG, of als PNG.",
        ),
        (
            '<svg xmlns="http://www.w3.org/2000/svg"><rect/></svg>',
            "de tekening `a.svg` zegt niet hoe groot ze is. Bewaar ze opnieuw als SVG met een breedte en een hoogte, "
            "of als PNG.",
        ),
        (
            DRAWING.format("", "<g/>" * 150_000),
            "de tekening `a.svg` is groter dan 500 kB. Bewaar ze opnieuw als PNG, of maak de tekening eenvoudiger.",
        ),
    ],
    ids=["half", "no drawing", "entities", "no size", "heavy"],
)
def test_a_drawing_that_cannot_be_shown_gets_a_sentence(tmp_path, text, sentence_said):
    assert said(tmp_path, "a.svg", text.encode()) == sentence_said


def test_a_picture_that_is_known_has_all_its_addresses_without_being_opened():
    picture = Picture(name="/beeld/a-0123456789", width=900, height=600, wish=Wish(whole=True, square=(50, 50)))

    assert len(picture.files) == 12
