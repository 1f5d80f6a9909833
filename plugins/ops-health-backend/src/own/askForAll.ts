import type {
  EnvironmentMapping,
  MetricSource,
  RawQueryResult,
} from '@platform-ops/backstage-plugin-ops-health-node';
import type { JoinIndex } from '../joins/JoinIndex';
import { JoinTable } from '../joins/JoinTable';
import type { Reading } from '../refresh/Reading';
import { isFor, type ConfiguredIndicator } from './ConfiguredIndicator';

const MOST_ROWS = 20_000;

/** The values of one indicator for all entities. */
export interface ValuesOfAll {
  readings: Array<{ entityRef: string; reading: Reading }>;
  cost: RawQueryResult['cost'];
  warnings: string[];
}

/**
 * Asks a query of the configuration once, and joins the series of its answer
 * to entities by their labels, as those of packs are.
 */
export async function askForAll(options: {
  indicator: ConfiguredIndicator;
  source: MetricSource;
  index: JoinIndex;
  environments: EnvironmentMapping;
  at: Date;
  signal: AbortSignal;
}): Promise<ValuesOfAll> {
  const { indicator, index, environments } = options;
  const { rows, cost, warnings } = await options.source.queryRaw!(
    indicator.query,
    {
      at: options.at,
      background: true,
      maxRows: MOST_ROWS,
      signal: options.signal,
    },
  );
  const finite = rows.filter(({ value }) => Number.isFinite(value));
  const { labelSets } = JoinTable.create({
    index,
    labelSets: finite.map(({ labels }) => labels),
    environments,
  });
  const kinds = new Map(index.entities.map(entity => [entity.ref, entity]));
  const found = new Map<
    string,
    Array<{ entityRef: string; reading: Reading }>
  >();
  for (const [position, labelSet] of labelSets.entries()) {
    const refs = labelSet.state === 'matched' ? labelSet.entityRefs : [];
    for (const entityRef of refs) {
      if (isFor(indicator, kinds.get(entityRef)!)) {
        const key = `${entityRef} ${labelSet.environment ?? ''}`;
        const { __name__: _, ...labels } = labelSet.labels;
        found.set(key, [
          ...(found.get(key) ?? []),
          {
            entityRef,
            reading: {
              indicator: indicator.name,
              definition: indicator.definition,
              environment: labelSet.environment,
              value: finite[position].value,
              pack: 'config',
              expression: 0,
              rule: labelSet.rule,
              labels,
              query: indicator.query,
            },
          },
        ]);
      }
    }
  }
  const several = [...found.values()].filter(({ length }) => length > 1);
  return {
    readings: [...found.values()].filter(({ length }) => length === 1).flat(),
    cost,
    warnings: [
      ...warnings,
      ...(several.length
        ? [
            `The query of opsHealth.indicators ${indicator.name} gives ${
              several[0].length
            } values for ${several[0][0].entityRef}${
              several.length > 1
                ? ` and several for ${several.length - 1} others`
                : ''
            }, which are left out: add them up, e.g. sum by (${Object.keys(
              several[0][0].reading.labels,
            )
              .slice(0, 3)
              .join(', ')}) (…)`,
          ]
        : []),
    ],
  };
}
