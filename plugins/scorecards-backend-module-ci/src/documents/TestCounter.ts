import type { SaxesTagPlain } from 'saxes';
import { InputError } from '@backstage/errors';
import { oneLine } from '@platform-ops/backstage-plugin-platform-ops-node';
import type { TestsSummary } from '../summaries/Summary';

const MOST_LEVELS = 50;
const MOST_ELEMENTS = 500_000;
const MOST_FAILING = 5;
const LONGEST_NAME = 150;
const ROOTS = ['testsuites', 'testsuite'];

/** The worst that a test case said of itself. */
type Outcome = 'passed' | 'skipped' | 'failed';

export function refuseJunit(problem: string): InputError {
  return new InputError(`content: JUnit XML: ${problem}`);
}

/**
 * Counts the test cases of JUnit XML, element by element.
 */
export class TestCounter {
  readonly #path: string[] = [];
  readonly #failing: string[] = [];
  readonly #counted = { tests: 0, failed: 0, skipped: 0 };
  /** What the root says of itself, and the suites directly below it. */
  #rootFailed = 0;
  #suitesFailed = 0;
  #elements = 0;
  #outcome: Outcome = 'passed';

  open({ name, attributes }: SaxesTagPlain): void {
    this.#elements++;
    if (this.#elements > MOST_ELEMENTS) {
      throw refuseJunit(
        `more than ${MOST_ELEMENTS} elements; split it by suite`,
      );
    }
    if (this.#path.length >= MOST_LEVELS) {
      throw refuseJunit(`more than ${MOST_LEVELS} levels of elements`);
    }
    if (this.#path.length === 0) {
      if (!ROOTS.includes(name)) {
        throw refuseJunit(
          `expected is one of ${ROOTS.join(', ')} around it all`,
        );
      }
      this.#rootFailed =
        numberOf(attributes.failures) + numberOf(attributes.errors);
    } else if (
      name === 'testsuite' &&
      this.#path.length === 1 &&
      this.#path[0] === 'testsuites'
    ) {
      this.#suitesFailed +=
        numberOf(attributes.failures) + numberOf(attributes.errors);
    }
    const parent = this.#path.at(-1);
    if (name === 'testcase') {
      this.#outcome = 'passed';
    } else if (parent === 'testcase') {
      if (name === 'failure' || name === 'error') {
        this.#outcome = 'failed';
      } else if (name === 'skipped' && this.#outcome === 'passed') {
        this.#outcome = 'skipped';
      }
    }
    this.#path.push(name);
  }

  close({ name, attributes }: SaxesTagPlain): void {
    this.#path.pop();
    if (name !== 'testcase') {
      return;
    }
    this.#counted.tests++;
    if (this.#outcome === 'skipped') {
      this.#counted.skipped++;
    } else if (this.#outcome === 'failed') {
      this.#counted.failed++;
      if (this.#failing.length < MOST_FAILING) {
        const { classname = '', name: own = '' } = attributes;
        this.#failing.push(oneLine(`${classname} ${own}`.trim(), LONGEST_NAME));
      }
    }
  }

  /** A suite that broke before its first test says so only in its attributes. */
  summarize(): TestsSummary {
    return {
      ...this.#counted,
      failed: Math.max(
        this.#counted.failed,
        this.#rootFailed,
        this.#suitesFailed,
      ),
      failing: this.#failing,
    };
  }
}

function numberOf(attribute: string | undefined): number {
  const number = Number(attribute ?? 0);
  return Number.isInteger(number) && number > 0
    ? Math.min(number, MOST_ELEMENTS)
    : 0;
}
