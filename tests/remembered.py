"""Sheets that are set once: a function that sets goes in, one that knows what it set before comes out."""

import json


def remembering(typeset):
    """The same function, but that of the same template, data and day it gives what it gave before."""
    known = {}

    def remembered(template, data, day):
        key = template, json.dumps(data, sort_keys=True), day
        if key not in known:
            known[key] = typeset(template, data, day)
        return known[key]

    return remembered
