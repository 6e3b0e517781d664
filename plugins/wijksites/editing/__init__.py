"""What helps editors write: a new post from a template, and repairs that need no question."""

from wijksites.editing.fix import Repair, fix_files, fix_text
from wijksites.editing.new import EditingError, new_post

__all__ = ["EditingError", "Repair", "fix_files", "fix_text", "new_post"]
