import { InputError } from '@backstage/errors';
import { shorten } from '@platform-ops/backstage-plugin-platform-ops-node';
import { isScalar, parseAllDocuments, visit, type Document } from 'yaml';
import type { Manifest } from './Manifest';

const NAME = /^[a-z0-9]([-.:a-z0-9]{0,251}[a-z0-9])?$/;
const API_VERSION = /^([a-z0-9.-]+\/)?v[0-9][a-z0-9]*$/;
const KIND = /^[A-Z][A-Za-z0-9]{0,62}$/;
const MOST_ALIASES = 100;
/** What etcd takes of one object, with its aliases written out. */
const MOST_CHARACTERS = 1024 * 1024;
const DEEPEST = 100;

/**
 * The objects of a file; those of a `List` one by one.
 *
 * @param file - For errors.
 * @throws InputError
 */
export function parseManifests(text: string, file: string): Manifest[] {
  const documents = [
    // Its own look for keys that stand twice takes minutes in a large map.
    ...parseAllDocuments(text, { merge: false, uniqueKeys: false }),
  ];
  return documents.flatMap((document, index) => {
    const place =
      documents.length > 1 ? `${file}, document ${index + 1}` : file;
    const value = toJson(document, place);
    return value === null || value === undefined
      ? []
      : toManifests(value, place);
  });
}

/** As the cluster gets it: what is checked is what is sent. */
function toJson(document: Document, place: string): unknown {
  const [error] = document.errors;
  if (error) {
    throw new InputError(`${place}: ${shorten(error.message)}`);
  }
  refuseTricks(document, place);
  let value: unknown;
  try {
    value = document.toJS({ maxAliasCount: MOST_ALIASES });
    refuseSize(value, { left: MOST_CHARACTERS }, 0);
  } catch (failure) {
    throw new InputError(`${place}: ${shorten((failure as Error).message)}`);
  }
  return value === undefined ? undefined : JSON.parse(JSON.stringify(value));
}

/** Before it is made of it, which takes long for some. */
function refuseTricks(document: Document, place: string): void {
  let aliases = 0;
  visit(document, {
    Alias: () => {
      aliases++;
      if (aliases > MOST_ALIASES) {
        throw new InputError(
          `${place}: found more than ${MOST_ALIASES} aliases`,
        );
      }
    },
    Map: (_key, { items }) => {
      const seen = new Set<unknown>();
      for (const { key } of items) {
        const name = isScalar(key) ? key.value : key;
        if (seen.has(name)) {
          throw new InputError(
            `${place}: the key ${shorten(String(name))} stands twice in a map`,
          );
        }
        seen.add(name);
      }
    },
  });
}

/** Aliases may make a small file large, and endless. */
function refuseSize(
  value: unknown,
  budget: { left: number },
  depth: number,
): void {
  budget.left -= typeof value === 'string' ? value.length : 4;
  if (budget.left < 0 || depth > DEEPEST) {
    throw new Error(
      depth > DEEPEST
        ? `is nested deeper than ${DEEPEST} levels, or contains itself`
        : `has more than ${MOST_CHARACTERS} characters, with its aliases written out`,
    );
  }
  if (typeof value === 'object' && value !== null) {
    for (const [key, inner] of Object.entries(value)) {
      budget.left -= key.length;
      refuseSize(inner, budget, depth + 1);
    }
  }
}

function toManifests(value: unknown, place: string): Manifest[] {
  if (!isRecord(value)) {
    throw new InputError(
      `${place}: expected an object with apiVersion and kind`,
    );
  }
  if (value.kind === 'List' && Array.isArray(value.items)) {
    return value.items.flatMap((item, index) =>
      toManifests(item, `${place}, items[${index}]`),
    );
  }
  const { apiVersion, kind, metadata } = value;
  const { name, namespace } = isRecord(metadata) ? metadata : {};
  return [
    {
      place,
      apiVersion: check(
        place,
        'apiVersion',
        apiVersion,
        API_VERSION,
        'apps/v1',
      ),
      kind: check(place, 'kind', kind, KIND, 'Deployment'),
      name: check(place, 'metadata.name', name, NAME, 'checkout'),
      ...(namespace !== undefined && {
        namespace: check(place, 'metadata.namespace', namespace, NAME, 'shop'),
      }),
      object: value,
    },
  ];
}

function check(
  place: string,
  field: string,
  value: unknown,
  pattern: RegExp,
  example: string,
): string {
  if (typeof value !== 'string' || !pattern.test(value)) {
    throw new InputError(
      `${place}: ${field}: found ${
        value === undefined ? 'nothing' : shorten(JSON.stringify(value))
      }; expected is something like ${example}`,
    );
  }
  return value;
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
