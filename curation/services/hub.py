"""The Hub port over huggingface_hub: one commit a release, tags that never move, downloads by commit.

`upload_folder` and `push_to_hub` are not used: both may make several commits of one release.

Files go by plain HTTP (Git LFS), by the client's own documented switch `HF_HUB_DISABLE_XET`: a release is a few megabytes, so the
chunk store saves nothing, and each file is then one request that carries the SHA-256 which we read back, to the one host that
was named. By Xet the bytes go to a second service that a mirror of the Hub does not have. `HF_HUB_DISABLE_XET=0` switches it on.
"""

from __future__ import annotations

import os
import tempfile
import warnings
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Literal

from curation.core.errors import HeadMoved, MissingExtra, ServiceError, StateError, visible
from curation.core.files import disk, io

_OF_THE_HUB = (".gitattributes",)
"""Files that the Hub puts into a repository by itself."""
SIGNATURES = "signatures"
"""Branch of the signatures that came after their release was published: a tag never moves, so they stand beside it."""
_SWITCH = "HF_HUB_DISABLE_XET"


class HuggingFaceHub:
    """Dataset repositories on a Hub; implements `ports.Hub`.

    `endpoint` and `token` default to what huggingface_hub finds (`HF_ENDPOINT`, the stored login). With `gated` a repository
    asks its readers for consent from before its first file on.
    """

    def __init__(
        self, endpoint: str | None = None, token: str | None = None, gated: Literal["", "auto", "manual"] = ""
    ) -> None:
        chosen = os.environ.setdefault(_SWITCH, "1")  # read by the library when it is imported
        try:
            from huggingface_hub import HfApi, constants, logging
        except ImportError as error:
            raise MissingExtra("hub", "the Hugging Face Hub") from error
        # Where something else imported the library first, the variable came too late.
        constants.HF_HUB_DISABLE_XET = chosen.lower() in ("1", "true", "yes", "on")
        logging.set_verbosity_error()  # what it cannot write into its cache is no news
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

        Raises: HeadMoved when the head is no longer `parent`; ServiceError, which names a repository that may stay empty.
        """
        if parent is not None:
            return self._commit(repo, folder, message, parent)
        with _service(f"making {repo}"):
            self._api.create_repo(repo, repo_type="dataset", exist_ok=True)
        try:
            with _service(f"asking for the head of {repo}"):
                parent = str(self._api.repo_info(repo, repo_type="dataset").sha)
            return self._commit(repo, folder, message, parent)
        except HeadMoved:
            raise
        except ServiceError as error:
            raise ServiceError(
                f"{error}; {repo} was made and may still be empty: run the same command again, which fills it or finds that it is filled, or delete it on the Hub"
            ) from error

    def _commit(self, repo: str, folder: Path, message: str, parent: str) -> str:
        from huggingface_hub import CommitOperationAdd, CommitOperationDelete

        with _service(f"publishing to {repo}"):
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
        disk.folder_removed(folder / ".cache")
        for name in _OF_THE_HUB:
            disk.removed(folder / name)

    def signatures(self, repo: str, tag: str) -> dict[str, bytes]:
        """The signatures of `tag` that came after it was published, by file name; empty when there are none.

        Raises: ServiceError.
        """
        from huggingface_hub.errors import RevisionNotFoundError

        with _service(f"asking for the signatures of {repo}"):
            try:
                names = self._api.list_repo_files(repo, revision=SIGNATURES, repo_type="dataset")
            except RevisionNotFoundError:
                return {}
        contents = {}
        for path in names:
            place, _, name = path.rpartition("/")
            if place == tag and (data := self._bytes(repo, SIGNATURES, path)) is not None:
                contents[name] = data
        return contents

    def add_signatures(self, repo: str, tag: str, commit: str, files: Mapping[str, bytes]) -> None:
        """Puts signatures of `tag`, which is on `commit`, beside it; those of other tags stay.

        Raises: HeadMoved when somebody else signed meanwhile; ServiceError.
        """
        from huggingface_hub import CommitOperationAdd

        with _service(f"signing {repo}"):
            self._api.create_branch(
                repo, branch=SIGNATURES, revision=commit, repo_type="dataset", exist_ok=True
            )
            head = str(self._api.repo_info(repo, revision=SIGNATURES, repo_type="dataset").sha)
            work = [CommitOperationAdd(f"{tag}/{name}", data) for name, data in sorted(files.items())]
            self._api.create_commit(
                repo,
                work,
                commit_message=f"Sign {tag}",
                repo_type="dataset",
                revision=SIGNATURES,
                parent_commit=head,
            )

    def text(self, repo: str, commit: str, path: str) -> str | None:
        """The file `path` of a commit, None when there is none.

        Raises: ServiceError.
        """
        data = self._bytes(repo, commit, path)
        return None if data is None else data.decode("utf-8")

    def _bytes(self, repo: str, revision: str, path: str) -> bytes | None:
        from huggingface_hub.errors import EntryNotFoundError, LocalEntryNotFoundError

        with _service(f"fetching {path} of {repo}"), tempfile.TemporaryDirectory(prefix="curation-") as place:
            try:
                found = self._api.hf_hub_download(
                    repo, path, repo_type="dataset", revision=revision, local_dir=place
                )
            except LocalEntryNotFoundError:  # a kind of the next, and means that the Hub was not reached
                raise
            except EntryNotFoundError:
                return None
            return disk.data(Path(found))


@contextmanager
def _service(doing: str) -> Iterator[None]:
    """Turns what the Hub and the network raise into a ServiceError that says what was being done; offline is a StateError.

    What the disk of this machine refuses stays an OSError: the service is not to blame, and asking it again helps nobody.
    """
    from huggingface_hub import errors

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # the library warns of each file that a full disk has no room for
            yield
    except errors.OfflineModeIsEnabled as error:
        raise StateError(
            f"{doing} needs the network and this run is offline; leave out --offline, CURATION_OFFLINE and HF_HUB_OFFLINE"
        ) from error
    except errors.HfHubHTTPError as error:
        if getattr(error.response, "status_code", None) == 412:
            raise HeadMoved(
                f"{doing} failed: somebody else changed it meanwhile; run the same command again"
            ) from error
        raise ServiceError(f"{doing} failed: {_short(error)}; run the same command again") from error
    except (errors.LocalEntryNotFoundError, OSError) as error:
        if error.errno in io.OF_THE_DISK:
            raise
        raise ServiceError(f"{doing} failed: {_short(error)}") from error
    except _network() as error:
        raise ServiceError(
            f"{doing} failed: {_short(error)}; check the connection, and run the same command again"
        ) from error


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
