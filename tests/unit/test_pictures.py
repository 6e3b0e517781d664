"""Pictures: what is published is upright, small, a JPEG, and tells nothing of who took it and where."""

import hashlib
from io import BytesIO

import pytest
from PIL import Image

from wijksites.build.pictures import publish

ORIENTATION, MAKER, GPS = 0x0112, 0x010F, 0x8825


def save(folder, size=(64, 48), mode="RGB", colour=(200, 30, 30), name="foto.png", **options):
    """A picture of one colour, with its right half blue."""
    picture = Image.new(mode, size, colour)
    if mode == "RGB":
        picture.paste((30, 30, 200), (size[0] // 2, 0, *size))
    picture.save(folder / name, **options)
    return name


def made(folder, name):
    picture, data = publish((folder / name).read_bytes(), name)
    return picture, Image.open(BytesIO(data)), data


def reddish(colour):
    return colour[0] > 150 and colour[2] < 100


def test_a_small_picture_keeps_its_size(tmp_path):
    picture, image, _ = made(tmp_path, save(tmp_path))

    assert image.format == "JPEG"
    assert (picture.width, picture.height) == image.size == (64, 48)


@pytest.mark.parametrize(
    ("size", "shown"),
    [((1280, 720), (1280, 720)), ((2560, 1440), (1280, 720)), ((1281, 10), (1280, 10)), ((600, 6000), (512, 5120))],
)
def test_a_picture_is_at_most_1280_pixels_wide_and_four_times_as_high(tmp_path, size, shown):
    picture, image, _ = made(tmp_path, save(tmp_path, size))

    assert (picture.width, picture.height) == image.size == shown


def test_no_metadata_reach_the_site(tmp_path):
    exif = Image.Exif()
    exif[MAKER] = "Telefoon van Jan"
    exif.get_ifd(GPS).update({1: "N", 2: (51.0, 2.0, 12.0), 3: "E", 4: (3.0, 44.0, 1.0)})
    name = save(
        tmp_path, name="foto.jpg", exif=exif, comment=b"geheim", icc_profile=b"profiel" * 30, xmp=b"<x>geheim</x>"
    )
    original = (tmp_path / name).read_bytes()
    assert b"Telefoon" in original and b"geheim" in original and b"profiel" in original

    _, image, data = made(tmp_path, name)

    assert dict(image.getexif()) == {}
    assert image.info.keys() <= {"jfif", "jfif_version", "jfif_unit", "jfif_density", "progressive", "progression"}
    for secret in (b"Telefoon", b"geheim", b"profiel", b"Exif", b"GPS"):
        assert secret not in data


@pytest.mark.parametrize(("orientation", "corner"), [(1, (5, 5)), (3, (58, 42)), (6, (42, 5)), (8, (5, 58))])
def test_a_picture_stands_upright(tmp_path, orientation, corner):
    exif = Image.Exif()
    exif[ORIENTATION] = orientation

    picture, image, _ = made(tmp_path, save(tmp_path, name="foto.jpg", exif=exif, quality=95))

    assert image.size == ((64, 48) if orientation < 5 else (48, 64))
    # The red half is where it was in front of the camera.
    assert reddish(image.getpixel(corner))
    assert (picture.width, picture.height) == image.size


@pytest.mark.parametrize(
    ("mode", "colour"), [("RGBA", (0, 0, 0, 0)), ("LA", (0, 0)), ("P", 0)], ids=["RGBA", "LA", "palette"]
)
def test_what_is_transparent_becomes_white(tmp_path, mode, colour):
    options = {"transparency": 0} if mode == "P" else {}

    _, image, _ = made(tmp_path, save(tmp_path, mode=mode, colour=colour, **options))

    assert image.mode == "RGB"
    assert min(image.getpixel((20, 20))) > 250


@pytest.mark.parametrize(("mode", "name"), [("L", "a.png"), ("CMYK", "a.jpg"), ("1", "a.png"), ("I;16", "a.png")])
def test_other_kinds_of_colours_are_read_too(tmp_path, mode, name):
    Image.new(mode, (10, 10)).save(tmp_path / name)

    _, image, _ = made(tmp_path, name)

    assert image.mode == "RGB"


@pytest.mark.parametrize("name", ["a.gif", "a.webp", "a.jpeg", "a.JPG", "a.png"])
def test_every_kind_of_file_becomes_a_jpeg(tmp_path, name):
    picture, image, _ = made(tmp_path, save(tmp_path, name=name))

    assert image.format == "JPEG"
    assert picture.url.startswith("/beeld/a-")
    assert picture.url.endswith(".jpg")


def test_the_address_has_the_digest_of_the_bytes_that_are_served(tmp_path):
    picture, _, data = made(tmp_path, save(tmp_path))

    assert picture.url == f"/beeld/foto-{hashlib.sha256(data).hexdigest()[:10]}.jpg"


def test_two_copies_of_a_picture_are_the_same_bytes(tmp_path):
    name = save(tmp_path)

    assert publish((tmp_path / name).read_bytes(), name) == publish((tmp_path / name).read_bytes(), name)


def test_another_picture_of_the_same_name_gets_another_address(tmp_path):
    for folder, colour in (("kaai", (1, 2, 3)), ("molen", (200, 200, 0))):
        (tmp_path / folder).mkdir()
        save(tmp_path / folder, colour=colour)

    assert (
        publish((tmp_path / "kaai/foto.png").read_bytes(), "kaai/foto.png")[0].url
        != publish((tmp_path / "molen/foto.png").read_bytes(), "molen/foto.png")[0].url
    )
