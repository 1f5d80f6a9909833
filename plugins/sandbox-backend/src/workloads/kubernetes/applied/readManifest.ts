import { parse } from 'yaml';
import { apiVersionOf, type Resource } from '../resources';
import type { Manifest } from './AppliedRecord';
import { StatusError } from './StatusError';

const NAME = /^[a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?$/;

function pruned(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(pruned);
  }
  if (typeof value !== 'object' || value === null) {
    return value;
  }
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, each]) => each !== null)
      .map(([key, each]) => [key, pruned(each)]),
  );
}

function parseBody(text: string): unknown {
  try {
    return parse(text, { maxAliasCount: 50 });
  } catch (error) {
    const [line] = (error as Error).message.split('\n');
    throw new StatusError('BadRequest', `error decoding YAML: ${line}`);
  }
}

/**
 * Reads what is to be applied, and checks that it is what the address says.
 *
 * @throws StatusError as the API server does.
 */
export function readManifest(
  text: string,
  place: { resource: Resource; namespace: string | undefined; name: string },
): Manifest {
  const body = pruned(parseBody(text));
  const { resource, namespace, name } = place;
  if (typeof body !== 'object' || body === null || Array.isArray(body)) {
    throw new StatusError('BadRequest', 'the body is no object');
  }
  const { apiVersion, kind, metadata, status: _, ...rest } = body as any;
  const expected = apiVersionOf(resource);
  if (apiVersion !== expected || kind !== resource.kind) {
    throw new StatusError(
      'BadRequest',
      `the object provided is ${apiVersion}, Kind=${kind}, which does not match the expected ${expected}, Kind=${resource.kind}`,
    );
  }
  if (typeof metadata !== 'object' || metadata === null) {
    throw new StatusError('BadRequest', 'metadata: Required value');
  }
  if (metadata.name !== undefined && metadata.name !== name) {
    throw new StatusError(
      'BadRequest',
      `the name of the object (${metadata.name}) does not match the name on the URL (${name})`,
    );
  }
  if (metadata.namespace !== undefined && metadata.namespace !== namespace) {
    throw new StatusError(
      'BadRequest',
      'the namespace of the provided object does not match the namespace sent on the request',
    );
  }
  if (metadata.managedFields !== undefined) {
    throw new StatusError('BadRequest', 'metadata.managedFields must be nil');
  }
  if (!NAME.test(name)) {
    throw new StatusError(
      'Invalid',
      `${resource.kind} "${name}" is invalid: metadata.name: Invalid value: "${name}": a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character`,
    );
  }
  // What the API server keeps itself is not for others to say.
  const {
    uid: _uid,
    resourceVersion: _resourceVersion,
    generation: _generation,
    creationTimestamp: _creationTimestamp,
    ...kept
  } = metadata;
  return {
    apiVersion,
    kind,
    metadata: { ...kept, name, ...(namespace && { namespace }) },
    ...rest,
  };
}
