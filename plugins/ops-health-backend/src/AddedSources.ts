import { ConflictError } from '@backstage/errors';
import type {
  AlertSource,
  AlertSourcesExtensionPoint,
  ConditionSource,
  ConditionSourcesExtensionPoint,
  IndicatorPack,
  MetricSource,
  MetricSourcesExtensionPoint,
} from '@platform-ops/backstage-plugin-ops-health-node';
import type { QuerySource } from './own/QuerySource';
import { builtInPacks } from './packs';

/**
 * What modules have added.
 */
export class AddedSources
  implements
    MetricSourcesExtensionPoint,
    ConditionSourcesExtensionPoint,
    AlertSourcesExtensionPoint
{
  readonly metrics = new Map<string, MetricSource>();
  readonly conditions = new Map<string, ConditionSource>();
  readonly alerts = new Map<string, AlertSource>();
  readonly #packs: IndicatorPack[] = [];

  /** The ids of all sources, as in the configuration. */
  get ids(): string[] {
    return [
      ...this.metrics.keys(),
      ...this.conditions.keys(),
      ...this.alerts.keys(),
    ];
  }

  /** Those that take queries of people. */
  get querySources(): QuerySource[] {
    return [...this.metrics.values()]
      .filter(({ queryRaw }) => queryRaw)
      .map(({ id, title }) => ({ id, title }));
  }

  /** All packs, the strongest first. */
  get packs(): IndicatorPack[] {
    return [...this.#packs, ...builtInPacks];
  }

  addMetricSource(...sources: MetricSource[]): void {
    add(this.metrics, sources, 'metrics');
  }

  addConditionSource(...sources: ConditionSource[]): void {
    add(this.conditions, sources, 'conditions');
  }

  addAlertSource(...sources: AlertSource[]): void {
    add(this.alerts, sources, 'alerts');
  }

  addIndicatorPack(...packs: IndicatorPack[]): void {
    for (const pack of packs) {
      if (this.packs.some(({ id }) => id === pack.id)) {
        throw new ConflictError(
          `There are two indicator packs with the id '${pack.id}'`,
        );
      }
      this.#packs.push(pack);
    }
  }
}

function add<T extends { id: string }>(
  known: Map<string, T>,
  sources: T[],
  role: string,
): void {
  for (const source of sources) {
    if (known.has(source.id)) {
      throw new ConflictError(
        `There are two sources of ${role} with the id '${source.id}'`,
      );
    }
    known.set(source.id, source);
  }
}
