import type { WhatIfResponse } from '@platform-ops/backstage-plugin-scorecards-common';
import {
  readRulebookInTurns,
  type RulebookFile,
  type RulebookReading,
} from '@platform-ops/scorecards';
import { EventLoopBreaks } from '../evaluate/EventLoopBreaks';
import { Rules } from './Rules';

/** So that no name is taken for that of a file in force. */
const GIVEN = 'given: ';

type Problem = WhatIfResponse['problems'][number];

/**
 * The rules in force with files that are not in force.
 */
export class RuleTrial {
  readonly #rules: Rules;
  #inForce: RulebookReading | undefined;

  constructor(rules: Rules) {
    this.#rules = rules;
  }

  /** @returns what is wrong in the files, or would go wrong because of them. */
  async read(
    files: Array<{ name: string; text: string }>,
  ): Promise<{ rules: Rules; problems: Problem[] }> {
    const { types, organisation } = this.#rules;
    this.#inForce ??= await this.#readFiles(this.#rules.files);
    const inForce = this.#inForce;
    const given = files.map(({ name, text }) => ({ name: GIVEN + name, text }));
    const all = [...this.#rules.files, ...given];
    const { rulebook, problems } = await this.#readFiles(all);
    const known = new Set(inForce.problems.map(keyOf));
    const before = new Map(
      inForce.rulebook.frameworks.map(({ id, hash }) => [id, hash]),
    );
    return {
      rules: new Rules({
        // What is switched off stays so unless it is given.
        frameworks: rulebook.frameworks.filter(
          ({ id, hash }) =>
            this.#rules.framework(id) || before.get(id) !== hash,
        ),
        checks: rulebook.checks,
        types: [...types.values()],
        organisation,
        files: all,
      }),
      problems: problems
        .filter(problem => !known.has(keyOf(problem)))
        .map(({ file, line, message }) => ({
          file: file.startsWith(GIVEN) ? file.slice(GIVEN.length) : file,
          ...(line !== undefined && { line }),
          message,
        })),
    };
  }

  async #readFiles(files: readonly RulebookFile[]): Promise<RulebookReading> {
    const breaks = new EventLoopBreaks();
    const types = [...this.#rules.types.values()];
    return readRulebookInTurns([...files], types, () => breaks.offer());
  }
}

function keyOf({ file, line, message }: RulebookReading['problems'][number]) {
  return `${file} ${line} ${message}`;
}
