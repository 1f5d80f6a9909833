import type { Dirent } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { relative } from 'node:path';
import { InputError } from '@backstage/errors';
import {
  isMissing,
  readWorkspaceFile,
  resolveInWorkspace,
} from '../context/readWorkspaceFile';
import type { Manifest } from './Manifest';
import { parseManifests } from './parseManifests';

/** Where the objects stand; one of both. */
export interface ManifestPlaces {
  directory?: string;
  files?: string[];
}

const MOST_BYTES = 1024 * 1024;
/** Parsing holds up the process. */
const MOST_CHARACTERS = 2 * 1024 * 1024;
const MOST_FILES = 200;
const MOST_OBJECTS = 500;

/**
 * The objects of files of the workspace, or of all `*.yaml` and `*.yml` in a
 * folder and below, by path.
 *
 * @throws InputError
 */
export async function readManifests(
  workspacePath: string,
  places: ManifestPlaces,
): Promise<Manifest[]> {
  if ((places.directory === undefined) === (places.files === undefined)) {
    throw new InputError(
      `directory, files: found ${
        places.files ? 'both' : 'neither'
      }; expected is one of them`,
    );
  }
  const field = places.files ? 'files' : 'directory';
  const files =
    places.files ?? (await listFiles(workspacePath, places.directory!));
  if (files.length === 0 || files.length > MOST_FILES) {
    throw new InputError(
      `${field}: found ${files.length} files; allowed are 1 to ${MOST_FILES}`,
    );
  }
  const manifests: Manifest[] = [];
  let characters = 0;
  for (const file of files) {
    const text = await readWorkspaceFile(workspacePath, file, {
      field,
      maxBytes: MOST_BYTES,
    });
    characters += text.length;
    if (characters > MOST_CHARACTERS) {
      throw new InputError(
        `${field}: found more than ${MOST_CHARACTERS} characters; allowed are ${MOST_CHARACTERS} in all files`,
      );
    }
    manifests.push(...parseManifests(text, file));
  }
  if (manifests.length === 0 || manifests.length > MOST_OBJECTS) {
    throw new InputError(
      `${field}: found ${manifests.length} objects; allowed are 1 to ${MOST_OBJECTS}`,
    );
  }
  return manifests;
}

async function listFiles(
  workspacePath: string,
  directory: string,
): Promise<string[]> {
  const root = resolveInWorkspace(workspacePath, directory, 'directory');
  const entries = await readdir(root, {
    recursive: true,
    withFileTypes: true,
  }).catch(error => {
    throw isMissing(error)
      ? new InputError(
          `directory: there is no ${directory} in the workspace`,
          error,
        )
      : error;
  });
  const base = resolveInWorkspace(workspacePath, '.', 'directory');
  const pathOf = ({ parentPath, name }: Dirent) =>
    relative(base, `${parentPath}/${name}`);
  // What stands behind it may be a policy that nobody would miss.
  const link = entries.find(entry => entry.isSymbolicLink());
  if (link) {
    throw new InputError(
      `directory: ${pathOf(link)} is a symbolic link; expected are files alone`,
    );
  }
  return entries
    .filter(entry => entry.isFile() && /\.ya?ml$/.test(entry.name))
    .map(pathOf)
    .sort();
}
