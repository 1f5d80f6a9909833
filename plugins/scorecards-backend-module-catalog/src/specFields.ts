import type { Entity } from '@backstage/catalog-model';

/** Facts are evidence, not copies. */
const LONGEST_TEXT = 300;

/** A field of `spec` that holds text; what is empty is not said. */
export function textField(entity: Entity, name: string): string | undefined {
  const value = entity.spec?.[name];
  const text = typeof value === 'string' ? value.trim() : '';
  return text ? text.slice(0, LONGEST_TEXT) : undefined;
}

/** A field of `spec` that holds a list of text. */
export function listField(entity: Entity, name: string): string[] {
  const value = entity.spec?.[name];
  return Array.isArray(value)
    ? value.filter(item => typeof item === 'string')
    : [];
}

export function annotationOf(entity: Entity, name: string): string | undefined {
  return entity.metadata.annotations?.[name]?.trim() || undefined;
}
