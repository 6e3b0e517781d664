"""The city as data: wards, regisseurs, who serves which ward and when, and the service behind them."""

from dataclasses import dataclass, field
from datetime import date, time
from zoneinfo import ZoneInfo


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """A postal address; every part is text, because `12A` and `9000` are not numbers."""

    street: str
    number: str = ""
    postcode: str = ""
    town: str = ""

    @property
    def line(self) -> str:
        """`Tarbotstraat 61A, 9000 Gent`."""
        first = " ".join(part for part in (self.street, self.number) if part)
        second = " ".join(part for part in (self.postcode, self.town) if part)
        return ", ".join(part for part in (first, second) if part)


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """Where to be with a question that is not the wijkregisseur's: danger, something broken, a complaint, the rest."""

    name: str
    question: str
    answer: str
    phone: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    """The service that the regisseurs belong to; its contact stands wherever a ward has nobody."""

    name: str
    phone: str
    mail: str
    address: Address
    hours: str
    suited: str  # what it is for, as a sentence part ("een vraag, een idee ...")
    unsuited: str
    routes: tuple[Route, ...]
    sample: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Newsletter:
    """How one signs up: a form's address or a mail address, and how often something is sent (in words).

    The other three are what the mailer that sends it fills in: an address to unsubscribe, one to read the mail on the
    web, and the sender's postal address; without them our own stand there.
    """

    url: str = ""
    mail: str = ""
    frequency: str
    unsubscribe: str = ""
    view_online: str = ""
    postal_address: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class EventKind:
    """A kind of event and the word for it on screen."""

    id: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Neighbour:
    """A municipality beside the city: who lives there is helped there. `aliases`: its parts."""

    name: str
    postcodes: tuple[str, ...]
    aliases: tuple[str, ...] = ()
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """A programme of events, through several wards or in one."""

    id: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Ward:
    """A ward (wijk). `line`: where it begins in `wards.yaml`."""

    slug: str
    number: int
    name: str
    article: str = ""
    aliases: tuple[str, ...] = ()
    district: str = ""
    neighbourhoods: tuple[str, ...] = ()
    borders: str = ""
    character: str = ""
    line: int = field(default=1, compare=False)

    @property
    def url(self) -> str:
        """The path of its wijksite."""
        return f"/{self.slug}/"

    @property
    def in_sentence(self) -> str:
        """Its name as a sentence says it: `de Binnenstad`."""
        return f"{self.article} {self.name}" if self.article else self.name

    @property
    def opening(self) -> str:
        """The same where a sentence begins: `De Binnenstad`."""
        return self.in_sentence[:1].upper() + self.in_sentence[1:]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reachable:
    """The days (0 is Monday) and local hours on which someone answers."""

    days: tuple[int, ...]
    start: time
    end: time


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting:
    """A fixed hour and place where one can walk in, both in words."""

    when: str
    place: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Regisseur:
    """A wijkregisseur. `photo` is a path below the content folder, `focus` where in it the face is (percent from the
    left and the top); `checked` the day these data were last confirmed."""

    id: str
    name: str
    role: str
    phone: str
    mail: str
    photo: str = ""
    focus: tuple[int, int] | None = None
    reachable: Reachable | None = None
    meeting: Meeting | None = None
    checked: date
    sample: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Assignment:
    """A regisseur serves a ward from `start` up to and including `end` (None: open); public from `announced` on.

    `line`: where it stands in `wards.yaml`.
    """

    ward: str
    regisseur: str
    role: str  # "regisseur" or "replacement"
    start: date
    end: date | None = None
    announced: date
    shared: bool = False
    line: int = field(default=1, compare=False)

    def covers(self, day: date) -> bool:
        """Whether it holds on a day."""
        return self.start <= day and (self.end is None or day <= self.end)


@dataclass(frozen=True, slots=True, kw_only=True)
class City:
    """Everything `wards.yaml` says."""

    name: str
    sender: str
    zone_name: str
    authority: str
    year: int
    languages: tuple[str, ...]
    service: Service
    newsletter: Newsletter
    kinds: tuple[EventKind, ...]
    neighbours: tuple[Neighbour, ...] = ()
    wards: tuple[Ward, ...]
    regisseurs: tuple[Regisseur, ...]
    assignments: tuple[Assignment, ...]
    series: tuple[Series, ...] = ()
    language_levels: bool = False  # whether events show how much Dutch one needs

    @property
    def zone(self) -> ZoneInfo:
        """The zone that all local times are in."""
        return ZoneInfo(self.zone_name)

    @property
    def language(self) -> str:
        """The language of the site."""
        return self.languages[0]

    @property
    def ward_slugs(self) -> frozenset[str]:
        """The slugs of all wards."""
        return frozenset(ward.slug for ward in self.wards)

    @property
    def sample(self) -> bool:
        """Whether anything here is invented for a demonstration."""
        return self.service.sample or any(regisseur.sample for regisseur in self.regisseurs)

    def ward(self, slug: str) -> Ward:
        """The ward with a slug; KeyError when there is none."""
        for ward in self.wards:
            if ward.slug == slug:
                return ward
        raise KeyError(slug)

    def regisseur(self, id: str) -> Regisseur:
        """The regisseur with an id; KeyError when there is none."""
        for regisseur in self.regisseurs:
            if regisseur.id == id:
                return regisseur
        raise KeyError(id)

    def kind_name(self, id: str) -> str:
        """The word for a kind of event."""
        return next((kind.name for kind in self.kinds if kind.id == id), id)

    def series_name(self, id: str) -> str:
        """What a series is called."""
        return next((series.name for series in self.series if series.id == id), id)
