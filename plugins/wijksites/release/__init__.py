"""Publication to where readers look: an output goes in, a release comes out that they see from one moment on."""

from wijksites.release.contents import ReleaseError, digest_of_release, files_of
from wijksites.release.folder import publish_folder, roll_back
from wijksites.release.storage import is_storage, publish_storage

__all__ = [
    "ReleaseError",
    "digest_of_release",
    "files_of",
    "is_storage",
    "publish_folder",
    "publish_storage",
    "roll_back",
]
