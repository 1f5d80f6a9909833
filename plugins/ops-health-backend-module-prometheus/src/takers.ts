import type { MetricGrouping } from '@platform-ops/backstage-plugin-ops-health-node';
import { GROUPING_LABEL } from './promql/compile';
import { outputLabels } from './promql/extraction';

type Labels = Record<string, string>;

/** Takes the labels of one grouping from a row. */
export interface Taker {
  /** Id of the grouping. */
  id: string;
  /** The labels of the grouping; undefined where one is missing. */
  take(labels: Labels): Labels | undefined;
}

/** Each row of a query of ours says of which grouping it is. */
export function takersOfCompiled(
  groupings: MetricGrouping[],
): (labels: Labels) => Taker[] {
  const byId = new Map<string, Taker[]>();
  for (const { id, labels: names, extract = {} } of groupings) {
    const outputs = outputLabels(names, extract);
    byId.set(id, [
      { id, take: labels => pick(names, index => labels[outputs[index]]) },
    ]);
  }
  return labels => byId.get(labels[GROUPING_LABEL]) ?? [];
}

/** A row of somebody's query is of each grouping whose labels it has. */
export function takersOfRaw(groupings: MetricGrouping[]): () => Taker[] {
  const all = groupings.map(({ id, labels: names, extract = {} }) => {
    const patterns = names.map(name =>
      Object.hasOwn(extract, name)
        ? new RegExp(`^(?:${extract[name]})$`)
        : undefined,
    );
    return {
      id,
      take: (labels: Labels) =>
        pick(names, index => {
          const value = labels[names[index]];
          const pattern = patterns[index];
          return pattern ? pattern.exec(value ?? '')?.[1] : value;
        }),
    };
  });
  return () => all;
}

function pick(
  names: string[],
  valueOf: (index: number) => string | undefined,
): Labels | undefined {
  const picked: Labels = {};
  for (const [index, name] of names.entries()) {
    const value = valueOf(index);
    if (!value) {
      return undefined;
    }
    picked[name] = value;
  }
  return picked;
}
