"""Picture files: where they are kept, what they are, and how alike two of them look."""

from curation.pictures.files import FOLDER, file_name, problems

__all__ = ["FOLDER", "file_name", "problems"]
