import { setImmediate as nextTurn } from 'node:timers/promises';
import type {
  EnvironmentMapping,
  MetricRow,
  MetricSource,
  QueryCost,
} from '@platform-ops/backstage-plugin-ops-health-node';
import type { JoinIndex } from '../joins/JoinIndex';
import { describeSourceFailure } from './describeSourceFailure';
import type { Discovery } from './discoverSource';
import type { Question } from './planQuestions';
import type { Reading } from './Reading';

/** Then others get their turn. */
const ROWS_PER_TURN = 2_000;

/**
 * What a source answered to all questions.
 */
export interface SourceAnswers {
  /** By the ref of the entity. */
  readings: Map<string, Reading[]>;
  costs: QueryCost[];
  warnings: string[];
  failures: Array<{ subject: string; message: string; error: unknown }>;
  /** Those that were not answered, or not to the end. */
  open: Question[];
  /** There are label sets that were not there when they were listed. */
  hasUnknownLabelSets: boolean;
}

/**
 * Asks a source everything that concerns us: one query for each question,
 * whatever the number of entities.
 */
export async function askSource(options: {
  source: MetricSource;
  discovery: Discovery;
  index: JoinIndex;
  environments: EnvironmentMapping;
  windowMs: number;
  at: Date;
  /** Long ago there may have been label sets that are not listed now. */
  isPast?: boolean;
  signal: AbortSignal;
}): Promise<SourceAnswers> {
  const { source, discovery, index } = options;
  const answers: SourceAnswers = {
    readings: new Map(),
    costs: [],
    warnings: [],
    failures: [],
    open: [],
    hasUnknownLabelSets: false,
  };
  const rows = new Map<Question, MetricRow[]>();
  const waiting = [...discovery.questions];
  const work = async () => {
    for (let question = waiting.shift(); question; question = waiting.shift()) {
      try {
        const result = await source.evaluate(
          {
            expression: question.expression,
            groupings: index.groupings,
            environments: options.environments,
            windowMs: options.windowMs,
            at: options.at,
          },
          { signal: options.signal },
        );
        rows.set(question, result.rows);
        if (result.isIncomplete) {
          answers.open.push(question);
        }
        answers.costs.push(result.cost);
        answers.warnings.push(...result.warnings);
      } catch (error) {
        answers.open.push(question);
        answers.failures.push({
          subject: `${question.indicator} (${question.pack.id})`,
          message: describeSourceFailure(error),
          error,
        });
      }
    }
  };
  await Promise.all(
    Array.from({ length: Math.max(1, source.maxConcurrency) }, work),
  );

  // In the order of the questions: the strongest answer of an entity stays.
  const taken = new Map<string, Set<string>>();
  const groupings = new Map(
    index.groupings.map((grouping, strength) => [
      grouping.id,
      { grouping, strength },
    ]),
  );
  for (const question of discovery.questions) {
    await nextTurn();
    const table = discovery.tables.get(question.pack.id);
    const ordered = [...(rows.get(question) ?? [])].sort(
      (a, b) =>
        (groupings.get(a.grouping)?.strength ?? 0) -
        (groupings.get(b.grouping)?.strength ?? 0),
    );
    for (const [position, row] of ordered.entries()) {
      if (position % ROWS_PER_TURN === ROWS_PER_TURN - 1) {
        await nextTurn();
      }
      const grouping = groupings.get(row.grouping)?.grouping;
      const refs =
        grouping &&
        (table?.find(grouping, row.labels) ??
          (options.isPast ? findRefs(index, row) : undefined));
      if (!grouping || !refs) {
        answers.hasUnknownLabelSets = true;
        continue;
      }
      for (const ref of refs) {
        const key = `${question.indicator}|${row.environment ?? ''}`;
        const keys = taken.get(ref) ?? new Set();
        taken.set(ref, keys);
        if (keys.has(key)) {
          continue;
        }
        keys.add(key);
        const readings = answers.readings.get(ref) ?? [];
        answers.readings.set(ref, readings);
        readings.push({
          indicator: question.indicator,
          environment: row.environment,
          value: row.value,
          pack: question.pack.id,
          expression: question.position,
          rule: index.ruleOf(grouping.id),
          labels: row.labels,
          extract: grouping.extract,
        });
      }
    }
  }
  return answers;
}

function findRefs(index: JoinIndex, row: MetricRow): string[] {
  const join = index.find(row.grouping, row.labels);
  return join.state === 'matched' ? join.entityRefs : [];
}
