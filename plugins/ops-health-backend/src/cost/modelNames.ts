import type { HealthEntity } from '../entities/HealthEntity';

/**
 * The names under which entities may have prices of models, lower case, by ref:
 * those of models, and for workloads those of the models that they serve.
 */
export function modelNames(
  entities: Iterable<HealthEntity>,
): Map<string, Set<string>> {
  const names = new Map<string, Set<string>>();
  for (const entity of entities) {
    if (entity.kind.toLocaleLowerCase('en-US') !== 'model') {
      continue;
    }
    for (const ref of [entity.ref, ...entity.servedBy]) {
      const known = names.get(ref) ?? new Set();
      names.set(ref, known);
      known.add(entity.name.toLocaleLowerCase('en-US'));
      known.add(entity.title.toLocaleLowerCase('en-US'));
    }
  }
  return names;
}
