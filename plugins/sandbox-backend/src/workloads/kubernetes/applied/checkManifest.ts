import { isDeepStrictEqual } from 'node:util';
import { RESOURCES, type Resource, type ResourceName } from '../resources';
import type { Manifest } from './AppliedRecord';
import { KIND_RULES, type Cause } from './kindRules';
import { StatusError } from './StatusError';

const LABEL_VALUE = /^(?:[A-Za-z0-9](?:[-\w.]{0,61}[A-Za-z0-9])?)?$/;

function at(manifest: Manifest, path: string): unknown {
  return path.split('.').reduce<any>((value, key) => value?.[key], manifest);
}

function labelCauses({ metadata }: Manifest): Cause[] {
  return Object.entries(metadata.labels ?? {})
    .filter(([, value]) => !LABEL_VALUE.test(String(value)))
    .map(([, value]) => ({
      field: 'metadata.labels',
      message: `Invalid value: "${value}": a valid label must be an empty string or consist of at most 63 alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character`,
    }));
}

function textCauses({ metadata }: Manifest): Cause[] {
  return (['labels', 'annotations'] as const).flatMap(field =>
    Object.entries(metadata[field] ?? {})
      .filter(([, value]) => typeof value !== 'string')
      .map(([key]) => ({
        field: `metadata.${field}.${key}`,
        message: 'Invalid value: must be a string',
      })),
  );
}

/**
 * Checks an object as the API server does before it keeps it.
 *
 * @param before - What is there already.
 * @throws StatusError with all that is wrong.
 */
export function checkManifest(
  resourceName: ResourceName,
  manifest: Manifest,
  before: Manifest | undefined,
): void {
  const rule = KIND_RULES[resourceName];
  const resource: Resource = RESOURCES[resourceName];
  if (!rule) {
    throw new StatusError(
      'MethodNotAllowed',
      'the server does not allow this method on the requested resource',
    );
  }
  const missing = rule.required
    .filter(path => at(manifest, path) === undefined)
    .map(field => ({ field, message: 'Required value' }));
  const changed = (before ? rule.immutable ?? [] : [])
    .filter(path => !isDeepStrictEqual(at(before!, path), at(manifest, path)))
    .map(field => ({
      field,
      message: `Invalid value: ${JSON.stringify(
        at(manifest, field),
      )}: field is immutable`,
    }));
  const causes = [
    ...missing,
    ...labelCauses(manifest),
    ...textCauses(manifest),
    ...changed,
    ...(missing.length ? [] : rule.check?.(manifest) ?? []),
  ];
  if (causes.length) {
    const { name } = manifest.metadata;
    const kind = resource.group
      ? `${resource.kind}.${resource.group}`
      : resource.kind;
    const told = causes.map(({ field, message }) => `${field}: ${message}`);
    throw new StatusError(
      'Invalid',
      `${kind} "${name}" is invalid: ${
        told.length > 1 ? `[${told.join(', ')}]` : told[0]
      }`,
      { name, group: resource.group, kind: resource.kind, causes },
    );
  }
}
