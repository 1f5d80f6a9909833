import { InputError } from '@backstage/errors';
import { parseEntityRef } from '@backstage/catalog-model';
import type { HealthEntity } from '../entities/HealthEntity';

const PLACEHOLDER = /\{([^{}]*)\}/g;

const FIELDS: Record<string, (entity: HealthEntity) => string | undefined> = {
  name: entity => entity.name,
  namespace: entity => entity.namespace,
  title: entity => entity.title,
  type: entity => entity.type,
  system: entity => nameOf(entity.system),
  domain: entity => nameOf(entity.domain),
  owner: entity => nameOf(entity.owner),
};

function nameOf(ref: string | undefined): string | undefined {
  return ref === undefined ? undefined : parseEntityRef(ref).name;
}

function lookUp(
  placeholder: string,
): ((entity: HealthEntity) => string | undefined) | undefined {
  const colon = placeholder.indexOf(':');
  if (colon < 0) {
    return Object.hasOwn(FIELDS, placeholder) ? FIELDS[placeholder] : undefined;
  }
  const key = placeholder.slice(colon + 1);
  switch (placeholder.slice(0, colon)) {
    case 'annotation':
      return entity => entity.annotations[key];
    case 'label':
      return entity => entity.labels[key];
    default:
      return undefined;
  }
}

/**
 * Whether a text in braces stands for a value of an entity.
 */
export function isPlaceholder(text: string): boolean {
  return lookUp(text.slice(1, -1)) !== undefined;
}

/**
 * @param where - The key in the configuration.
 * @throws InputError where a placeholder is not known.
 */
export function checkTemplate(template: string, where: string): void {
  for (const [text, placeholder] of template.matchAll(PLACEHOLDER)) {
    if (!lookUp(placeholder)) {
      throw new InputError(
        `${where}: '${text}' is not known; allowed are {${Object.keys(
          FIELDS,
        ).join('}, {')}}, {annotation:<name>} and {label:<name>}`,
      );
    }
  }
}

/**
 * The template with the entity's values.
 *
 * @returns undefined where the entity lacks one of them.
 */
export function expandTemplate(
  template: string,
  entity: HealthEntity,
): string | undefined {
  let complete = true;
  const text = template.replace(PLACEHOLDER, (_, placeholder: string) => {
    const value = lookUp(placeholder)?.(entity);
    complete &&= Boolean(value);
    return value ?? '';
  });
  return complete && text !== '' ? text : undefined;
}
