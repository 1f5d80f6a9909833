import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import type { AlertSeverity } from '@platform-ops/backstage-plugin-ops-health-node';

const WORDS: Record<AlertSeverity, string[]> = {
  page: ['page', 'critical', 'emergency', 'high'],
  ticket: ['ticket', 'warning', 'minor'],
  info: ['info', 'none', 'debug'],
};
const LEVELS = Object.keys(WORDS) as AlertSeverity[];

/**
 * Alarms of this name steer autoscaling: that they fire is no fault, the one
 * for little load may do so for days.
 */
const AUTOSCALING_PREFIX = 'TargetTracking-';

/** Tells how urgent an alarm is by a tag, else by how its name begins. */
export class AlarmSeverities {
  /** Missing where tags need not be read. */
  readonly tag: string | undefined;
  readonly #byWord: Map<string, AlertSeverity>;
  readonly #prefixes: Array<{ prefix: string; severity: AlertSeverity }>;

  /**
   * Reads `severities`. The words of a level that is given replace ours.
   *
   * @throws InputError naming the key, what was found and what is allowed.
   */
  static fromConfig(config: Config | undefined, key: string): AlarmSeverities {
    const tag = config?.getOptionalString('tag');
    const given = LEVELS.filter(level => config?.has(level));
    if (tag === undefined && given.length > 0) {
      throw new InputError(
        `${key}: found ${given[0]} without tag, allowed is with the name of the tag that holds these words`,
      );
    }
    return new AlarmSeverities(
      tag,
      readWords(config, key, given),
      readPrefixes(config, key),
    );
  }

  private constructor(
    tag: string | undefined,
    byWord: Map<string, AlertSeverity>,
    prefixes: Array<{ prefix: string; severity: AlertSeverity }>,
  ) {
    this.tag = tag;
    this.#byWord = byWord;
    this.#prefixes = prefixes;
  }

  /** @param word - The value of the tag, where it is known. */
  severityOf(alarmName: string, word: string | undefined): AlertSeverity {
    return (
      (word === undefined ? undefined : this.#byWord.get(normal(word))) ??
      this.#prefixes.find(({ prefix }) => alarmName.startsWith(prefix))
        ?.severity ??
      (alarmName.startsWith(AUTOSCALING_PREFIX) ? 'info' : 'ticket')
    );
  }

  /** Whether a word of the tag is understood. */
  knows(word: string): boolean {
    return this.#byWord.has(normal(word));
  }
}

function readWords(
  config: Config | undefined,
  key: string,
  given: AlertSeverity[],
): Map<string, AlertSeverity> {
  const ours = LEVELS.filter(level => !given.includes(level)).flatMap(level =>
    WORDS[level].map(word => [word, level] as const),
  );
  const theirs = given.flatMap(level =>
    config!.getStringArray(level).map(word => [normal(word), level] as const),
  );
  for (const [word, level] of theirs) {
    const other = theirs.find(
      ([same, another]) => same === word && another !== level,
    );
    if (other) {
      throw new InputError(
        `${key}: found '${word}' under ${other[1]} and ${level}, allowed is each word once`,
      );
    }
  }
  return new Map([...ours, ...theirs]);
}

function readPrefixes(config: Config | undefined, key: string) {
  return (config?.getOptionalConfigArray('prefixes') ?? []).map(
    (rule, index) => {
      const severity = rule.getString('severity');
      if (!isSeverity(severity)) {
        throw new InputError(
          `${key}.prefixes[${index}].severity: found '${severity}', allowed are ${LEVELS.join(
            ', ',
          )}`,
        );
      }
      return { prefix: rule.getString('prefix'), severity };
    },
  );
}

function isSeverity(text: string): text is AlertSeverity {
  return LEVELS.some(level => level === text);
}

function normal(word: string): string {
  return word.trim().toLocaleLowerCase('en-US');
}
