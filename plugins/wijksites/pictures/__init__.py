"""Pictures: an editor's original goes in, copies for the web come out, or why it cannot be shown."""

from wijksites.pictures.model import Copy, Focus, Picture, Wish
from wijksites.pictures.refusal import Refusal, look_at, sentence

__all__ = ["Copy", "Focus", "Picture", "Refusal", "Wish", "look_at", "sentence"]
