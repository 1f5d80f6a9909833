"""The artefact: its digest, and the way to where it is kept."""

import hashlib
import pathlib
import shutil

VOLUME = pathlib.Path("/mnt/models")


def digest_of(folder: pathlib.Path) -> str:
    """One digest of all files and their names, whatever order they come in."""
    whole = hashlib.sha256()
    for file in sorted(folder.rglob("*"), key=lambda each: each.relative_to(folder).as_posix()):
        if file.is_file():
            each = hashlib.sha256()
            with file.open("rb") as content:
                while block := content.read(1 << 20):
                    each.update(block)
            whole.update(f"{each.hexdigest()}  {file.relative_to(folder).as_posix()}\n".encode())
    return f"sha256:{whole.hexdigest()}"


def place_of(uri: str) -> str | pathlib.Path:
    """pvc://claim/folder is mounted; other addresses are fsspec's (s3, gs, hf)."""
    scheme, _, rest = uri.partition("://")
    if scheme != "pvc":
        return uri
    path = pathlib.PurePosixPath(rest.partition("/")[2])
    if ".." in path.parts or path.is_absolute():
        raise ValueError(f"{uri} leaves its volume")
    return VOLUME / path


def download(uri: str, target: pathlib.Path) -> pathlib.Path:
    """Fetches one file."""
    place = place_of(uri)
    target.parent.mkdir(parents=True, exist_ok=True)
    if isinstance(place, pathlib.Path):
        shutil.copyfile(place, target)
    else:
        import fsspec

        with fsspec.open(place, "rb") as source, target.open("wb") as copy:
            shutil.copyfileobj(source, copy)
    return target


def upload(folder: pathlib.Path, uri: str) -> None:
    """Keeps a version. What is there is served already, perhaps: it is never written over."""
    place = place_of(uri)
    if isinstance(place, pathlib.Path):
        if place.exists():
            raise FileExistsError(f"{uri} is there already: raise version in training/settings.json")
        place.parent.mkdir(parents=True, exist_ok=True)
        shutil.copytree(folder, place)
        return
    import fsspec

    system, path = fsspec.core.url_to_fs(place)
    if system.exists(path):
        raise FileExistsError(f"{uri} is there already: raise version in training/settings.json")
    system.put(f"{folder}/", path, recursive=True)
