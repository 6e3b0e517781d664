"""What helps editors write: a new post from a template, and repairs that need no question.

Importing a calendar is in `import_ics`: it needs a library that takes a while to load.
"""

from wijksites.editing.fix import Repair, fix_files, fix_text
from wijksites.editing.new import EditingError, new_post

__all__ = ["EditingError", "Repair", "fix_files", "fix_text", "new_post"]
