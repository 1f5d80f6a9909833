import { ANNOTATION_LOCATION } from '@backstage/catalog-model';
import {
  ANNOTATION_METRIC_LABELS,
  type HealthProblem,
} from '@platform-ops/backstage-plugin-ops-health-common';
import type { SourceStore } from '../database/SourceStore';
import type { HealthEntity } from '../entities/HealthEntity';
import {
  ANNOTATION_RULE,
  readMetricLabels,
} from '../joins/metricLabelsAnnotation';
import { suggestLabels, wordsOf } from '../joins/suggestLabels';
import type { ObservedReading } from '../state/ObservedReading';

const MOST_CANDIDATES = 200;

/**
 * Says why an entity joins nothing, and which labels could be its own.
 */
export class JoinAdvisor {
  readonly #sources: SourceStore;

  constructor(options: { sourceStore: SourceStore }) {
    this.#sources = options.sourceStore;
  }

  /**
   * @param options.hasState - Whether any source ever told about it.
   * @param options.maySeeSources - Whether the reader may see what joins nothing.
   */
  async advise(
    entity: HealthEntity,
    options: {
      readings: ObservedReading[];
      hasState: boolean;
      hasResources: boolean;
      maySeeSources: boolean;
    },
  ): Promise<HealthProblem[]> {
    const { labels, problem } = readMetricLabels(entity);
    const isWithoutEffect =
      labels &&
      !options.hasResources &&
      !options.readings.some(
        reading =>
          reading.rule === ANNOTATION_RULE && isSame(reading.labels, labels),
      );
    // A wrong annotation is told elsewhere.
    if (problem || (options.hasState && !isWithoutEffect)) {
      return [];
    }
    const suggested = options.maySeeSources
      ? await this.#suggest(entity, labels ?? {})
      : undefined;
    const found = labels
      ? `No series has the labels of the annotation ${ANNOTATION_METRIC_LABELS}, ${toText(
          labels,
        )}`
      : 'No label set of any source is joined to this entity';
    return [
      {
        text: [
          found,
          suggested
            ? `Of those of ${suggested.source} that join nothing this one comes closest`
            : 'The page Health › Sources lists those that join nothing; name the labels that are its own',
          ...(hasFile(entity)
            ? []
            : [
                'No file describes this entity: claim it in a repository and set the annotation there, or add a rule to opsHealth.joins in the configuration',
              ]),
        ]
          .map(sentence => `${sentence}.`)
          .join(' '),
        annotation: {
          name: ANNOTATION_METRIC_LABELS,
          value: suggested ? toText(suggested.labels) : exampleOf(entity),
        },
      },
    ];
  }

  async #suggest(entity: HealthEntity, wanted: Record<string, string>) {
    const candidates = await this.#sources.findUnmatched(
      wordsOf(entity),
      MOST_CANDIDATES,
    );
    const labels = suggestLabels(
      entity,
      wanted,
      candidates.map(candidate => candidate.labels),
    );
    if (!labels || Object.keys(labels).length === 0) {
      return undefined;
    }
    const source = candidates.find(candidate =>
      Object.entries(labels).every(
        ([name, value]) => candidate.labels[name] === value,
      ),
    )!.sourceId;
    return { labels, source };
  }
}

/** By what is most likely missing: workloads and models are known by other labels. */
function exampleOf({ kind, name }: HealthEntity): string {
  return kind === 'Model'
    ? 'model_name=<its name in the metrics>'
    : `namespace=<its namespace>,service=${name}`;
}

/** Whether somebody can edit it, unlike what a registry brings. */
function hasFile({ annotations }: HealthEntity): boolean {
  const location = annotations[ANNOTATION_LOCATION] ?? '';
  return location === '' || /^(url|file):/.test(location);
}

function toText(labels: Record<string, string>): string {
  return Object.entries(labels)
    .map(([name, value]) => `${name}=${value}`)
    .join(',');
}

function isSame(a: Record<string, string>, b: Record<string, string>): boolean {
  return (
    Object.keys(a).length === Object.keys(b).length &&
    Object.entries(a).every(([name, value]) => b[name] === value)
  );
}
