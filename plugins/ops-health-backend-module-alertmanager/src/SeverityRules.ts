import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import type { AlertSeverity } from '@platform-ops/backstage-plugin-ops-health-node';

const WORDS: Record<AlertSeverity, string[]> = {
  page: ['page', 'critical', 'emergency', 'high'],
  ticket: ['ticket', 'warning', 'minor'],
  info: ['info', 'none', 'debug'],
};
const LEVELS = Object.keys(WORDS) as AlertSeverity[];
const KEYS = ['label', ...LEVELS];

/** Tells how urgent an alert is by a word that others use. */
export class SeverityRules {
  readonly #byWord: Map<string, AlertSeverity>;

  /**
   * Reads `severities`. The words of a level that is given replace ours.
   *
   * @throws InputError naming the key, what was found and what is allowed.
   */
  static fromConfig(config: Config, key: string): SeverityRules {
    const section = config.getOptionalConfig('severities');
    const unknown = section?.keys().find(name => !KEYS.includes(name));
    if (unknown) {
      throw new InputError(
        `${key}.severities: found '${unknown}', allowed are ${KEYS.join(', ')}`,
      );
    }
    const ours = new Map<string, AlertSeverity>();
    const given = new Map<string, AlertSeverity>();
    for (const level of LEVELS) {
      const words = section?.getOptionalStringArray(level);
      for (const word of (words ?? WORDS[level]).map(normal)) {
        const other = words && given.get(word);
        if (other && other !== level) {
          throw new InputError(
            `${key}.severities: found '${word}' under ${other} and ${level}, allowed is each word once`,
          );
        }
        (words ? given : ours).set(word, level);
      }
    }
    return new SeverityRules(new Map([...ours, ...given]));
  }

  private constructor(byWord: Map<string, AlertSeverity>) {
    this.#byWord = byWord;
  }

  /** All words that are understood. */
  get words(): string[] {
    return [...this.#byWord.keys()];
  }

  levelOf(word: string): AlertSeverity | undefined {
    return this.#byWord.get(normal(word));
  }
}

function normal(word: string): string {
  return word.trim().toLowerCase();
}
