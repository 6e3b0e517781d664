"""What cannot be imported goes in, one sentence for the operator comes out."""


class Refusal(Exception):
    """Addresses or streets that cannot be imported; the message says why, and what to do."""
