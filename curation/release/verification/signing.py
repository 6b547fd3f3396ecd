"""Signatures of a release: of its manifest, which holds the digest of every file, so that one signature covers all.

Two ways, since neither serves everybody (docs/decisions/0010-signatures.md). A *key* (minisign, Ed25519; by py-minisign) works
without a network, today and in ten years. An *identity* (Sigstore) needs no secret to keep: a job in CI signs as the workflow
that it is. A release may carry both, and may be signed before it is published or afterwards.

https://jedisct1.github.io/minisign/, https://docs.sigstore.dev/about/bundle/
"""

from __future__ import annotations

import base64
import binascii
import json
import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from curation.core.errors import InputError, Issue, MissingExtra, ServiceError, StateError, visible
from curation.core.files import disk
from curation.core.files.io import write_atomic, writing
from curation.release.files import manifest

SIGNATURE, BUNDLE = manifest.SIGNATURES
PASSWORD = "CURATION_KEY_PASSWORD"
"""Environment variable with the password of a secret key."""
_BUNDLE_TYPE = "application/vnd.dev.sigstore.bundle"


@dataclass(frozen=True)
class Identity:
    """Who a Sigstore certificate was given to, and by whom."""

    identity: str
    """An e-mail address, or the address of a workflow."""
    issuer: str = ""
    """The OpenID Connect provider; empty for any, which trusts every provider to tell the truth."""


@dataclass(frozen=True)
class Trust:
    """What a release must show: a signature by one of the keys or identities, and one of the digests. Empty asks for nothing."""

    keys: tuple[str, ...] = ()
    """Minisign public keys: their text, or the file that holds one."""
    identities: tuple[Identity, ...] = ()
    digests: tuple[str, ...] = ()
    """Content digests or digests of manifests, in hex, whole."""

    def __bool__(self) -> bool:
        return bool(self.keys or self.identities or self.digests)


# --- signing ------------------------------------------------------------------------------------------------------


def new_key(path: Path, password: str = "") -> str:
    """Makes a key pair: the secret key in `path` (readable by its owner only), the public one in `path`.pub; gives the latter's text.

    Raises: StateError when `path` is there; MissingExtra.
    """
    minisign = _minisign()
    public = path.with_name(f"{path.name}.pub")
    if path.exists() or public.exists():
        raise StateError(f"{path} is there already; a key is never overwritten, name another file")
    pair = minisign.KeyPair.generate()
    with pair.secret_key as secret:
        if password:
            secret.encrypt(password)
        with disk.secret(path) as file:
            file.write(bytes(secret) + b"\n")
    write_atomic(public, bytes(pair.public_key) + b"\n")
    return bytes(pair.public_key).decode().split("\n")[1]


def sign(folder: Path, key: Path, password: str | None = None) -> Path:
    """Signs the manifest of the release in `folder` with the minisign secret key in the file `key`; gives the signature's path.

    `password` None takes that of the environment variable `CURATION_KEY_PASSWORD`. The signature holds no time: the same key
    gives the same file.

    Raises: InputError when `folder` holds no release or `key` no key; StateError for a wrong password; MissingExtra.
    """
    body = manifest.load(folder)
    about = f"{body['dataset']} {body['version']} content {body['content_sha256']}"
    made = _signature(disk.data(folder / manifest.FILE), key, password, about)
    with writing(folder):
        write_atomic(folder / SIGNATURE, made)
    return folder / SIGNATURE


def sign_file(path: Path, key: Path, about: str, password: str | None = None) -> Path:
    """Signs any file with a secret minisign key, beside it as `<name>.minisig`, with `about` as the trusted comment; gives that path.

    Raises: as `sign`.
    """
    target = path.with_name(f"{path.name}.minisig")
    write_atomic(target, _signature(disk.data(path), key, password, about))
    return target


def _signature(data: bytes, key: Path, password: str | None, about: str) -> bytes:
    """The minisign signature of `data`."""
    minisign = _minisign()
    if not key.is_file():
        raise InputError.one(str(key), "file-missing", "there is no such file; check the path")
    try:
        secret = minisign.SecretKey.from_file(key)
    except (OSError, ValueError, minisign.Error) as error:
        raise InputError.one(
            str(key), "key-unreadable", "is no minisign secret key; make one with: curation release keygen"
        ) from error
    with secret:
        if secret.is_encrypted():
            word = os.environ.get(PASSWORD) if password is None else password
            if word is None:
                raise StateError(
                    f"the key {key} has a password; give it in the environment variable {PASSWORD}"
                )
            try:
                secret.decrypt(word)
            except minisign.Error as error:
                raise StateError(f"the password of {key} is wrong") from error
        return bytes(secret.sign(data, trusted_comment=about)) + b"\n"


def sign_as_workflow(folder: Path) -> Path:
    """Signs the manifest as the identity that this machine has by itself: a job in CI with the right to an identity token.

    Raises: InputError when `folder` holds no release; StateError where there is no such identity; ServiceError; MissingExtra.
    """
    manifest.load(folder)
    _sigstore()
    from sigstore.errors import Error
    from sigstore.models import ClientTrustConfig
    from sigstore.oidc import IdentityError, IdentityToken, detect_credential
    from sigstore.sign import SigningContext

    try:
        token = detect_credential()
        if token is None:
            raise StateError(
                "this machine has no identity of its own; run it in CI with permission `id-token: write`, or sign with --key"
            )
        context = SigningContext.from_trust_config(ClientTrustConfig.production())
        with context.signer(IdentityToken(token)) as signer:
            bundle = signer.sign_artifact(disk.data(folder / manifest.FILE))
    except (IdentityError, Error, OSError) as error:
        raise ServiceError(f"signing with Sigstore failed: {_short(error)}") from error
    with writing(folder):
        write_atomic(folder / BUNDLE, bundle.to_json() + "\n")
    return folder / BUNDLE


# --- checking -----------------------------------------------------------------------------------------------------


def check(folder: Path, trust: Trust) -> list[Issue]:
    """In what the release in `folder` falls short of `trust`: one of its digests, and a signature of one of its keys or identities.

    Raises: InputError for a key that is none; MissingExtra.
    """
    issues: list[Issue] = []
    if trust.digests:
        issues += _digests(folder, trust.digests)
    if not (trust.keys or trust.identities):
        return issues
    faults = [fault for key in trust.keys if (fault := _by_key(folder, key)) is not None]
    faults += [fault for who in trust.identities if (fault := _by_identity(folder, who)) is not None]
    if len(faults) < len(trust.keys) + len(trust.identities):
        return issues
    return issues + sorted(set(faults))


def _digests(folder: Path, digests: Sequence[str]) -> list[Issue]:
    body = manifest.load(folder)
    if {body["digest"], body["content_sha256"]} & {d.lower().removeprefix("sha256:") for d in digests}:
        return []
    return [
        Issue(
            f"{folder.name} > {manifest.FILE}",
            "digest-differs",
            f"has content digest {body['content_sha256']} and manifest digest {body['digest']}, neither of which was asked for",
        )
    ]


def check_file(path: Path, key: str) -> Issue | None:
    """What is wrong with the minisign signature beside a file that `sign_file` signed; None when `key` signed exactly these bytes.

    Args:
        path: the signed file.
        key: the minisign public key, or its file.

    Raises: InputError when `key` is no public key; MissingExtra.
    """
    minisign, public = _public(key)
    signature = path.with_name(f"{path.name}.minisig")
    where = f"{path.parent.name} > {signature.name}"
    if signature.is_symlink() or not signature.is_file():
        return Issue(where, "signature-missing", f"is not there: nobody signed {path.name} with a key")
    try:
        public.verify(disk.data(path), minisign.Signature.from_bytes(disk.data(signature)))
    except (ValueError, UnicodeDecodeError, minisign.Error) as error:
        return Issue(
            where,
            "signature-wrong",
            f"is no valid signature of this {path.name} by this key: {_short(error)}",
        )
    return None


def _public(key: str) -> tuple[Any, Any]:
    """The minisign module, and the public key in a text or in a file.

    Raises: InputError when it is neither; MissingExtra.
    """
    minisign = _minisign()
    try:
        public = (
            minisign.PublicKey.from_file(Path(key))
            if _is_file(key)
            else minisign.PublicKey.from_base64(key.strip())
        )
    except (ValueError, UnicodeDecodeError, minisign.Error) as error:
        raise InputError.one(
            visible(key)[:80], "key-unreadable", "is neither a minisign public key nor the file of one"
        ) from error
    return minisign, public


def _by_key(folder: Path, key: str) -> Issue | None:
    minisign, public = _public(key)
    where = f"{folder.name} > {SIGNATURE}"
    path = folder / SIGNATURE
    if path.is_symlink() or not path.is_file():
        return Issue(where, "signature-missing", "is not there: nobody signed this release with a key")
    try:
        public.verify(disk.data(folder / manifest.FILE), minisign.Signature.from_bytes(disk.data(path)))
    except (ValueError, UnicodeDecodeError, minisign.Error) as error:
        return Issue(
            where,
            "signature-wrong",
            f"is no valid signature of this release.json by this key: {_short(error)}",
        )
    return None


def _by_identity(folder: Path, who: Identity) -> Issue | None:
    _sigstore()
    from sigstore.errors import Error
    from sigstore.models import Bundle, InvalidBundle
    from sigstore.verify import policy

    where = f"{folder.name} > {BUNDLE}"
    path = folder / BUNDLE
    if path.is_symlink() or not path.is_file():
        return Issue(where, "signature-missing", "is not there: nobody signed this release as an identity")
    try:
        bundle = Bundle.from_json(disk.data(path))
    except (InvalidBundle, ValueError) as error:
        return Issue(where, "signature-wrong", f"is no Sigstore bundle: {_short(error)}")
    asked = policy.Identity(identity=who.identity, issuer=who.issuer or None)
    verifier = _verifier()
    try:
        verifier.verify_artifact(disk.data(folder / manifest.FILE), bundle, asked)
    except Error as error:
        return Issue(
            where,
            "signature-wrong",
            f"is no valid signature of this release.json by {visible(who.identity)}: {_short(error)}",
        )
    return None


def _verifier() -> Any:
    """What checks a bundle against Sigstore's trust root: fetched anew, or offline the one that came with the library.

    Raises: ServiceError when it cannot be fetched: then nobody knows whether a signature holds, so it is not called wrong.
    """
    from sigstore.errors import Error
    from sigstore.verify import Verifier

    offline = any(
        os.environ.get(name, "") not in ("", "0") for name in ("HF_HUB_OFFLINE", "CURATION_OFFLINE")
    )
    try:
        return Verifier.production(offline=offline)
    except (Error, OSError) as error:
        raise ServiceError(
            f"the trust root of Sigstore could not be fetched, so the signature was not checked: {_short(error)}; try again, or "
            "check against the trust root that came with the library by --offline"
        ) from error


def malformed(folder: Path) -> list[Issue]:
    """Signatures beside the manifest that are none, whoever's key they claim; needs no library."""
    issues = []
    for name, well_formed, kind in (
        (SIGNATURE, _is_minisign, "minisign signature"),
        (BUNDLE, _is_bundle, "Sigstore bundle"),
    ):
        path = folder / name
        if path.is_symlink() or (path.exists() and not path.is_file()):
            issues.append(Issue(f"{folder.name} > {name}", "file-link", "is no plain file"))
        elif path.is_file() and not well_formed(disk.data(path)[:1_000_000]):
            issues.append(
                Issue(
                    f"{folder.name} > {name}",
                    "signature-malformed",
                    f"is no {kind}; sign again or take it out",
                )
            )
    return issues


def _is_minisign(data: bytes) -> bool:
    lines = data.decode("utf-8", "replace").rstrip("\n").split("\n")
    if (
        len(lines) != 4
        or not lines[0].startswith("untrusted comment:")
        or not lines[2].startswith("trusted comment:")
    ):
        return False
    try:
        first, last = (base64.b64decode(lines[i].strip(), validate=True) for i in (1, 3))
    except (binascii.Error, ValueError):
        return False
    return len(first) == 74 and first[:2] in (b"Ed", b"ED") and len(last) == 64


def _is_bundle(data: bytes) -> bool:
    try:
        value = json.loads(data.decode("utf-8"))
    except (ValueError, RecursionError):
        return False
    return isinstance(value, dict) and str(value.get("mediaType", "")).startswith(_BUNDLE_TYPE)


def _is_file(key: str) -> bool:
    try:
        return Path(key).is_file()
    except (OSError, ValueError):  # a text too long for a path, or with a zero in it
        return False


def _minisign() -> Any:
    try:
        import minisign
    except ImportError as error:
        raise MissingExtra("signing", "a signature by a key") from error
    return minisign


def _sigstore() -> None:
    try:
        import sigstore  # noqa: F401
    except ImportError as error:
        raise MissingExtra("signing", "a signature by an identity") from error


def _short(error: BaseException) -> str:
    line = next((line for line in str(error).splitlines() if line.strip()), type(error).__name__)
    return visible(line)[:200]
