"""The Hub port over huggingface_hub: one commit a release, tags that never move, downloads by commit.

`upload_folder` and `push_to_hub` are not used: both may make several commits of one release.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Literal

from curation.core.errors import MissingExtra, ServiceError, StateError, visible

_OF_THE_HUB = (".gitattributes",)
"""Files that the Hub puts into a repository by itself."""


class HuggingFaceHub:
    """Dataset repositories on a Hub; implements `ports.Hub`.

    `endpoint` and `token` default to what huggingface_hub finds (`HF_ENDPOINT`, the stored login). With `gated` a repository
    asks its readers for consent from before its first file on.
    """

    def __init__(
        self, endpoint: str | None = None, token: str | None = None, gated: Literal["", "auto", "manual"] = ""
    ) -> None:
        try:
            from huggingface_hub import HfApi
        except ImportError as error:
            raise MissingExtra("hub", "the Hugging Face Hub") from error
        self._api: Any = HfApi(endpoint=endpoint, token=token, library_name="curation")
        self._gated = gated

    def head(self, repo: str) -> str | None:
        """The commit at the head of `repo`, None when the repository is absent.

        Raises: ServiceError.
        """
        from huggingface_hub.errors import GatedRepoError, RepositoryNotFoundError

        with _service(f"asking for the head of {repo}"):
            try:
                return str(self._api.repo_info(repo, repo_type="dataset").sha)
            except GatedRepoError:
                raise
            except RepositoryNotFoundError:
                return None

    def tags(self, repo: str) -> dict[str, str]:
        """Commit by tag; empty when the repository is absent.

        Raises: ServiceError.
        """
        if self.head(repo) is None:
            return {}
        with _service(f"asking for the tags of {repo}"):
            refs = self._api.list_repo_refs(repo, repo_type="dataset")
            return {ref.name: ref.target_commit for ref in refs.tags}

    def commit(self, repo: str, folder: Path, message: str, parent: str | None) -> str:
        """Makes one commit on `parent` that leaves exactly the files of `folder`; gives its id.

        Makes the repository when `parent` is None. Where nothing differs there is no commit and the head's id is given.

        Raises: ServiceError, also when the head is no longer `parent`: run the same command again.
        """
        from huggingface_hub import CommitOperationAdd, CommitOperationDelete

        with _service(f"publishing to {repo}"):
            if parent is None:
                self._api.create_repo(repo, repo_type="dataset", exist_ok=True)
                parent = str(self._api.repo_info(repo, repo_type="dataset").sha)
            if self._gated:
                self._api.update_repo_settings(repo, gated=self._gated, repo_type="dataset")
            ours = {p.relative_to(folder).as_posix(): p for p in sorted(folder.rglob("*")) if p.is_file()}
            there = self._files(repo, parent)
            work = [
                *(CommitOperationAdd(name, path) for name, path in ours.items()),
                *(CommitOperationDelete(n) for n in there if n not in ours and n not in _OF_THE_HUB),
            ]
            made = self._api.create_commit(
                repo, work, commit_message=message, repo_type="dataset", revision="main", parent_commit=parent
            )
            return str(made.oid)

    def _files(self, repo: str, commit: str) -> list[str]:
        return sorted(self._api.list_repo_files(repo, revision=commit, repo_type="dataset"))

    def tag(self, repo: str, name: str, commit: str) -> None:
        """Tags `commit`; an existing tag is never moved.

        Raises: StateError when the tag is on another commit; ServiceError.
        """
        if (there := self.tags(repo).get(name)) is None:
            with _service(f"tagging {repo}"):
                # exist_ok keeps an old target in silence, and so does a race: what counts is what is read back.
                self._api.create_tag(repo, tag=name, revision=commit, repo_type="dataset", exist_ok=True)
            there = self.tags(repo).get(name)
        if there != commit:
            raise StateError(
                f"{repo} has a tag {name} on {there}, not on {commit}; a tag is never moved, raise the version"
            )

    def download(self, repo: str, commit: str, folder: Path) -> None:
        """Brings exactly that commit into `folder`; the Hub's own files are left out.

        Raises: ServiceError.
        """
        with _service(f"fetching {repo} at {commit}"):
            # A commit names its files by content, so a cached copy of it is the same; what comes is verified anyway.
            self._api.snapshot_download(repo, repo_type="dataset", revision=commit, local_dir=folder)
        shutil.rmtree(folder / ".cache", ignore_errors=True)
        for name in _OF_THE_HUB:
            (folder / name).unlink(missing_ok=True)

    def text(self, repo: str, commit: str, path: str) -> str | None:
        """The file `path` of a commit, None when there is none.

        Raises: ServiceError.
        """
        from huggingface_hub.errors import EntryNotFoundError, LocalEntryNotFoundError

        with _service(f"fetching {path} of {repo}"), tempfile.TemporaryDirectory(prefix="curation-") as place:
            try:
                found = self._api.hf_hub_download(
                    repo, path, repo_type="dataset", revision=commit, local_dir=place
                )
            except LocalEntryNotFoundError:  # a kind of the next, and means that the Hub was not reached
                raise
            except EntryNotFoundError:
                return None
            return Path(found).read_text("utf-8")


@contextmanager
def _service(doing: str) -> Iterator[None]:
    """Turns what the Hub and the network raise into a ServiceError that says what was being done; offline is a StateError."""
    from huggingface_hub import errors

    try:
        yield
    except errors.OfflineModeIsEnabled as error:
        raise StateError(
            f"{doing} needs the network and this run is offline; leave out --offline, CURATION_OFFLINE and HF_HUB_OFFLINE"
        ) from error
    except (errors.HfHubHTTPError, errors.LocalEntryNotFoundError, OSError) as error:
        raise ServiceError(f"{doing} failed: {_short(error)}") from error
    except _network() as error:
        raise ServiceError(f"{doing} failed: {_short(error)}") from error


def _network() -> tuple[type[Exception], ...]:
    """What the library's own HTTP client raises; it has changed clients before."""
    found: list[type[Exception]] = []
    for name in ("httpx2", "httpx", "requests"):
        try:
            module: Any = __import__(name)
        except ImportError:
            continue
        found.append(getattr(module, "HTTPError", None) or module.RequestException)
    return tuple(found)


def _short(error: Exception) -> str:
    line = next((line for line in str(error).splitlines() if line.strip()), type(error).__name__)
    return visible(line)[:300]
