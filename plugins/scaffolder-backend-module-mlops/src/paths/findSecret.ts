import type { TaskSecrets } from '@backstage/plugin-scaffolder-node';

/** Shorter ones would be found in any text. */
const SHORTEST = 4;

/**
 * Where a value of a task's secrets stands, e.g. `repository.password`;
 * undefined where none does. A key that holds one is told as `***`.
 */
export function findSecret(
  value: unknown,
  secrets: TaskSecrets | undefined,
): string | undefined {
  const texts = Object.values(secrets ?? {}).filter(
    text => text && text.length >= SHORTEST,
  ) as string[];
  return search(value, [], texts)?.join('.');
}

function search(
  value: unknown,
  path: string[],
  texts: string[],
): string[] | undefined {
  if (typeof value === 'string') {
    return texts.some(text => value.includes(text)) ? path : undefined;
  }
  if (typeof value !== 'object' || value === null) {
    return undefined;
  }
  for (const [key, inner] of Object.entries(value)) {
    if (texts.some(text => key.includes(text))) {
      return [...path, '***'];
    }
    const found = search(inner, [...path, key], texts);
    if (found) {
      return found;
    }
  }
  return undefined;
}
