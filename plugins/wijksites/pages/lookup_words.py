"""The sentences with which the script of the lookup answers: a language goes in, each sentence by its name comes out.

What stands between braces the script fills in.
"""

from wijksites.pages.page import Scene
from wijksites.words import noted

# The numbers of wards and postcodes in words, from two on; above these the figures are plainer.
NUMBERS = (
    noted("two"),
    noted("three"),
    noted("four"),
    noted("five"),
    noted("six"),
    noted("seven"),
    noted("eight"),
    noted("nine"),
    noted("ten"),
    noted("eleven"),
    noted("twelve"),
)


def answer_words(scene: Scene) -> dict[str, str]:
    """Every sentence of the script. `{name}`: what was recognised; `{question}`: what was typed."""
    return {
        **_answers(scene),
        **_not_sure(scene),
        **_not_found(scene),
        **_place(scene),
        **_counts(scene),
        **_tools(scene),
    }


def _answers(scene: Scene) -> dict[str, str]:
    say, name, ward = scene.say, "{name}", "{ward}"
    return {
        "street": say("{name} lies in the ward {ward}.", name=name, ward=ward),
        "probable": say("{name} probably lies in the ward {ward}.", name=name, ward=ward),
        "ward": say("This is the ward {ward}.", ward=ward),
        "belongs": say("{name} belongs to the ward {ward}.", name=name, ward=ward),
        "postcode": say("The postcode {name} belongs to the ward {ward}.", name=name, ward=ward),
        "person": say("{name} is the wijkregisseur of {ward}.", name=name, ward=ward),
        "replacement": say("{name} temporarily replaces the wijkregisseur of {ward}.", name=name, ward=ward),
        "located": say("You are in the ward {ward} now.", ward=ward),
        "role": say("wijkregisseur"),
        "role_replacement": say("temporarily replaces the wijkregisseur"),
    }


def _not_sure(scene: Scene) -> dict[str, str]:
    say, name, wards, count = scene.say, "{name}", "{wards}", "{count}"
    return {
        "number": say("{name} runs through {count} wards.", name=name, count=count),
        "number_why": say("With your house number we know in which of these wards you live: {wards}.", wards=wards),
        "border": say("We are not sure in which ward {name} lies.", name=name),
        "border_two": say(
            "The border between {wards} runs through this street. Feel free to contact one of the {count}. You are "
            "referred if that is needed.",
            count=count,
            wards=wards,
        ),
        "border_more": say(
            "This street lies in {count} wards: {wards}. Feel free to contact one of the {count}. You are referred if "
            "that is needed.",
            count=count,
            wards=wards,
        ),
        "stray_why": say(
            "Our list has this address in {wards}. Feel free to contact one of the {count}. You are referred if that "
            "is needed.",
            count=count,
            wards=wards,
        ),
        "postcodes": say("One finds {name} in {count} postcodes.", name=name, count=count),
        "postcodes_why": say("Which postcode do you have?"),
        "postcode_several": say("The postcode {name} is that of {count} wards.", name=name, count=count),
        "city_several": say("{city} has {count} wards.", city=scene.city.name, count=count),
        "postcode_why": say("Type your street too, then we know for sure."),
        "several": say("{name} lies in {count} wards.", name=name, count=count),
        "several_why": say("These are {wards}.", wards=wards),
        "several_probable": say("{name} probably lies in one of {count} wards.", name=name, count=count),
        "people": say("{name} is there for {count} wards.", name=name, count=count),
    }


def _not_found(scene: Scene) -> dict[str, str]:
    say = scene.say
    return {
        "unknown": say("We cannot find ‘{question}’.", question="{question}"),
        "near": say("Do you mean one of these streets?"),
        "near_one": say("Do you mean this street?"),
        "near_names_one": say("Do you mean this name?"),
        "near_names": say("Do you mean one of these names?"),
        "no_name": say("Type the name of your street or your ward too."),
        "outside": say("This address does not lie in {city}.", city=scene.city.name),
        "outside_name": say("{name} is not in {city}.", name="{name}", city=scene.city.name),
        "outside_for": say("For this address you can turn to {name}.", name="{name}"),
        "outside_live": say("Do you live there? Then you can turn to the municipality of {name}.", name="{name}"),
        "outside_place": say("The place where you are does not lie in {city}.", city=scene.city.name),
        "outside_link": say("To the website of {name}", name="{name}"),
    }


def _place(scene: Scene) -> dict[str, str]:
    say = scene.say
    return {
        "my_place": say("my location"),
        "locating": say("We are looking up where you are."),
        "refused": say("We do not know your location. Type your street in the field."),
        "vague": say("Your device does not know precisely enough where you are. Type your street in the field."),
        "near_border": say("You are close to the border of several wards."),
        "near_border_two": say("You are close to the border of two wards."),
        "near_edge": say("You are close to the border of {city}.", city=scene.city.name),
        "near_border_why": say("Type your street and your house number, then we know for sure."),
    }


def _counts(scene: Scene) -> dict[str, str]:
    say, count = scene.say, "{count}"
    return {
        **{f"count_{number}": say(word) for number, word in enumerate(NUMBERS, start=2)},
        "streets_none": say("No street found."),
        "streets_one": say("1 street found."),
        "streets_many": say("{count} streets found.", count=count),
        "names_one": say("1 name found."),
        "names_many": say("{count} names found.", count=count),
        "and": say("{first} and {last}", first="{first}", last="{last}"),
        "loading": say("We are fetching the list of streets."),
        "no_streets": say("The streets could not be loaded. Only names of wards and neighbourhoods work now."),
    }


def _tools(scene: Scene) -> dict[str, str]:
    say = scene.say
    return {
        "copied": say("The link has been copied."),
        "copy": say("Copy this link:"),
        "remembered": say("Your device remembers your ward."),
        "forgotten": say("Your device has forgotten your ward."),
        "not_kept": say("Your device does not let us remember your ward."),
        "wrong_subject": say("Lookup of the wijkregisseur: this is not right"),
        "wrong_body": say(
            "My question: {question}\nThe answer: {answer}\n\nWhat is not right:\n",
            question="{question}",
            answer="{answer}",
        ),
    }
