import type { HealthEntity } from '../entities/HealthEntity';

type Labels = Record<string, string>;

const LABEL_NAME = /^[A-Za-z_][A-Za-z0-9_]*$/;
const MOST_LABELS = 6;
/** Half of the words of a name and of a value are the same. */
const CLOSE_ENOUGH = 0.5;

/**
 * The words by which label sets are looked for that could be an entity's, the
 * most telling first.
 */
export function wordsOf({ name, annotations }: HealthEntity): string[] {
  const kubernetesId = annotations['backstage.io/kubernetes-id'];
  return [
    ...new Set([name, ...(kubernetesId ? [kubernetesId] : []), ...split(name)]),
  ].filter(word => word.length > 2);
}

/**
 * Of label sets that join nothing the one that is most likely an entity's, cut
 * to the labels that say so; undefined where none comes close.
 *
 * @param wanted - The labels that the entity's annotation names.
 */
export function suggestLabels(
  entity: HealthEntity,
  wanted: Labels,
  labelSets: Labels[],
): Labels | undefined {
  const [best] = labelSets
    .map(labels => ({ labels, ...judge(entity, wanted, labels) }))
    .filter(({ closest }) => closest >= CLOSE_ENOUGH)
    .sort((a, b) => b.score - a.score);
  if (!best) {
    return undefined;
  }
  const names = Object.keys(best.labels).filter(
    name =>
      LABEL_NAME.test(name) &&
      // What separates values in the annotation.
      !best.labels[name].includes(',') &&
      (best.telling.has(name) || name in wanted || name === 'namespace'),
  );
  return Object.fromEntries(
    names.slice(0, MOST_LABELS).map(name => [name, best.labels[name]]),
  );
}

function judge(
  entity: HealthEntity,
  wanted: Labels,
  labels: Labels,
): { score: number; closest: number; telling: Set<string> } {
  const telling = new Set<string>();
  const subjects = [entity.name, ...Object.values(wanted)];
  let score = 0;
  let closest = 0;
  for (const [name, value] of Object.entries(labels)) {
    const near = Math.max(...subjects.map(one => closeness(one, value)));
    // A namespace that is right says little about the workload.
    if (near >= CLOSE_ENOUGH && name !== 'namespace') {
      telling.add(name);
      closest = Math.max(closest, near);
    }
    score += near + (wanted[name] === value ? 1 : 0);
  }
  return { score, closest, telling };
}

/** The share of words that two names have in common, 0..1. */
function closeness(one: string, other: string): number {
  const [a, b] = [new Set(split(one)), new Set(split(other))];
  const common = [...a].filter(word => b.has(word)).length;
  return common / Math.max(1, a.size + b.size - common);
}

function split(name: string): string[] {
  return name
    .replace(/([a-z0-9])([A-Z])/g, '$1-$2')
    .toLocaleLowerCase('en-US')
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean);
}
