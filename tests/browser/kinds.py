"""One page of each kind of the demonstration, by its path."""

from tests.demonstration import ALERTED, OLD_URL

LONGEST = "elisabethbegijnhof-prinsenhof-papegaai-sint-michiels"
VACANT = "moscou-vogelhoek"
TWO_PEOPLE = "brugse-poort-rooigem"
REPLACED = "mariakerke"

HOLDING = {
    "portal": "/",
    "lookup": "/wie-is-mijn-wijkregisseur/",
    "people": "/wijkregisseurs/",
    "ward home": "/ledeberg/",
    "ward home with the longest name": f"/{LONGEST}/",
    "ward home without anybody": f"/{VACANT}/",
    "ward home with two people": f"/{TWO_PEOPLE}/",
    "ward home with an alert": f"/{ALERTED}/",
    "ward agenda": "/ledeberg/agenda/",
    "city agenda": "/agenda/",
    "city agenda with choices": "/agenda/#soort=overleg&gratis",
    "city agenda with choices that nothing fits": "/agenda/#soort=feest&wijk=ledeberg",
    "month": "/ledeberg/agenda/2026-12/",
    "city month": "/agenda/2026-12/",
    "month of the longest name": f"/{LONGEST}/agenda/2027-08/",
    "archive": "/ledeberg/agenda/2014/",
    "event planned": "/ledeberg/agenda/koffie-wijkwerking/",
    "event cancelled": "/ledeberg/agenda/infomarkt-wijkbudget/",
    "event moved": "/ledeberg/agenda/klankbordgroep-centrumplein/",
    "event postponed": "/brugse-poort-rooigem/agenda/workshop-geveltuin/",
    "event past": "/ledeberg/agenda/start-standaertsite/",
    "event of a series that is over": "/moscou-vogelhoek/agenda/wijkbeurs/",
    "city event": "/agenda/wijkspreekuur/",
    "news": "/ledeberg/nieuws/standaertsite/",
    "news list": "/ledeberg/nieuws/",
    "city news list": "/nieuws/",
    "newsletter": "/ledeberg/nieuwsbrief/2026-11/",
    "newsletters": "/ledeberg/nieuwsbrief/",
    "follow": "/ledeberg/volgen/",
    "page": "/paginas/taken-van-de-wijkregisseur/",
    "accessibility": "/toegankelijkheid/",
    "privacy": "/privacy/",
    "about": "/over/",
    "data": "/data/",
    "search": "/zoeken/",
    "ward search": "/ledeberg/zoeken/",
    "streets": "/straten/",
    "streets of a letter": "/straten/k/",
    "lookup in a frame": "/wie-is-mijn-wijkregisseur/inbouwen/",
    "components": "/stijl/",
    "404": "/404.html",
}
"""Pages that stay where they are."""

ALL = {**HOLDING, "redirect": OLD_URL}
