import type {
  EnvironmentMapping,
  MetricGrouping,
} from '@platform-ops/backstage-plugin-ops-health-node';
import { environmentOf, takeLabels } from './labels';
import type { Part } from './planExpression';
import type { Stream } from './Stream';

/** The streams of one label set of one grouping, for each part of a plan. */
export interface StreamGroup {
  key: string;
  grouping: string;
  labels: Record<string, string>;
  environment: string | undefined;
  streams: Stream[][];
}

/** The streams of each selector of each part. */
type Selected = Stream[][][];

/**
 * Finds what has to be added up for each label set.
 *
 * @remarks
 *
 * Services publish the same events several times, with fewer and with more
 * dimensions, e.g. for a model and for all of them. Adding these up would count
 * them twice, so that of each label set only the streams with the same names of
 * dimensions are taken: those that tell the environment, and the fewest.
 */
export function groupStreams(options: {
  parts: Part[];
  select: (selector: Part['selectors'][number]) => Stream[];
  groupings: MetricGrouping[];
  environments: EnvironmentMapping;
}): StreamGroup[] {
  const { parts, groupings, environments } = options;
  const selected: Selected = parts.map(({ selectors }) =>
    selectors.map(options.select),
  );
  return groupings
    .flatMap(grouping =>
      [...byLabelSet(selected, grouping)].flatMap(([key, { labels, own }]) =>
        byEnvironment(oneShape(own, environments, parts), environments)
          .filter(({ streams }) => hasNeeded(streams, parts))
          .map(({ environment, streams }) => ({
            key: JSON.stringify([grouping.id, key, environment ?? null]),
            grouping: grouping.id,
            labels,
            environment,
            streams: streams.map(perSelector => perSelector.flat()),
          })),
      ),
    )
    .sort((a, b) => (a.key < b.key ? -1 : 1));
}

function byLabelSet(selected: Selected, grouping: MetricGrouping) {
  const sets = new Map<
    string,
    { labels: Record<string, string>; own: Selected }
  >();
  selected.forEach((selectors, part) =>
    selectors.forEach((streams, selector) =>
      streams.forEach(stream => {
        const labels = takeLabels(grouping, stream.labels);
        if (!labels) {
          return;
        }
        const key = JSON.stringify(Object.values(labels));
        const set = sets.get(key) ?? {
          labels,
          own: selected.map(others => others.map(() => [])),
        };
        sets.set(key, set);
        set.own[part][selector].push(stream);
      }),
    ),
  );
  return sets;
}

function oneShape(
  own: Selected,
  { rules }: EnvironmentMapping,
  parts: Part[],
): Selected {
  const names = [...new Set(rules.map(({ label }) => label))];
  const best = (streams: Stream[]) =>
    [...streams].sort(
      (a, b) =>
        untold(names, a) - untold(names, b) ||
        a.dimensions.length - b.dimensions.length ||
        (a.shape < b.shape ? -1 : 1),
    )[0]?.shape;
  const leading = best(
    own[parts.findIndex(({ isNeeded }) => isNeeded)]?.[0] ?? [],
  );
  return own.map(selectors =>
    selectors.map(streams => {
      const shape = streams.some(stream => stream.shape === leading)
        ? leading
        : best(streams);
      return streams.filter(stream => stream.shape === shape);
    }),
  );
}

function untold(names: string[], { labels }: Stream): number {
  return names.filter(name => labels[name] === undefined).length;
}

function byEnvironment(own: Selected, environments: EnvironmentMapping) {
  const told = own.map(selectors =>
    selectors.map(streams =>
      streams.map(stream => ({
        stream,
        environment: environmentOf(stream.labels, environments),
      })),
    ),
  );
  const all = new Set(told.flat(2).map(({ environment }) => environment));
  return [...all].map(environment => ({
    environment,
    streams: told.map(selectors =>
      selectors.map(streams =>
        streams
          .filter(one => one.environment === environment)
          .map(({ stream }) => stream),
      ),
    ),
  }));
}

function hasNeeded(streams: Selected, parts: Part[]): boolean {
  return parts.every(
    ({ isNeeded }, index) => !isNeeded || streams[index][0]?.length > 0,
  );
}
