import {
  metricsNeededBy,
  type EnvironmentMapping,
  type IndicatorPack,
  type MetricSource,
  type QueryCost,
} from '@platform-ops/backstage-plugin-ops-health-node';
import type { JoinIndex } from '../joins/JoinIndex';
import {
  JoinTable,
  labelsToList,
  type JoinedLabelSet,
} from '../joins/JoinTable';
import { planQuestions, type Question } from './planQuestions';

/**
 * What a source has that concerns us.
 */
export interface Discovery {
  questions: Question[];
  /** By the id of the pack. */
  tables: Map<string, JoinTable>;
  /** Of all packs, each once. */
  labelSets: JoinedLabelSet[];
  costs: QueryCost[];
  warnings: string[];
}

/** More are counted and not listed. */
const MOST_LABEL_SETS = 10_000;

/**
 * Asks a source which metrics it has, and which label sets these have.
 */
export async function discoverSource(options: {
  source: MetricSource;
  packs: IndicatorPack[];
  index: JoinIndex;
  environments: EnvironmentMapping;
  signal: AbortSignal;
}): Promise<Discovery> {
  const { source, index, environments, signal } = options;
  const names = await source.listMetricNames({ signal });
  const questions = planQuestions(
    options.packs.filter(({ naming }) => naming === source.naming),
    names,
  );
  const discovery: Discovery = {
    questions,
    tables: new Map(),
    labelSets: [],
    costs: [],
    warnings: [],
  };
  const labels = labelsToList(index.groupings, environments);
  if (labels.length === 0) {
    return discovery;
  }
  const listed = new Map<string, JoinedLabelSet>();
  for (const pack of new Set(questions.map(question => question.pack))) {
    const metrics = new Set(
      questions
        .filter(question => question.pack === pack)
        .flatMap(({ expression }) => metricsNeededBy(expression)),
    );
    const answer = await source.listLabelSets(
      { metrics: [...metrics], labels },
      { signal },
    );
    const table = JoinTable.create({
      index,
      labelSets: answer.labelSets,
      environments,
    });
    discovery.tables.set(pack.id, table);
    discovery.costs.push(answer.cost);
    discovery.warnings.push(...answer.warnings);
    for (const labelSet of table.labelSets) {
      const key = JSON.stringify(labels.map(label => labelSet.labels[label]));
      if (isStronger(labelSet, listed.get(key))) {
        listed.set(key, labelSet);
      }
    }
  }
  discovery.labelSets = [...listed.values()].slice(0, MOST_LABEL_SETS);
  if (listed.size > MOST_LABEL_SETS) {
    discovery.warnings.push(
      `It has ${listed.size} label sets, of which ${MOST_LABEL_SETS} are listed. Use labels in opsHealth.joins that name workloads, not single pods or requests.`,
    );
  }
  return discovery;
}

function isStronger(
  labelSet: JoinedLabelSet,
  than: JoinedLabelSet | undefined,
): boolean {
  const strength = { matched: 2, ambiguous: 1, unmatched: 0 };
  return !than || strength[labelSet.state] > strength[than.state];
}
