import { oneLine } from '@platform-ops/backstage-plugin-platform-ops-node';

const MOST_ERRORS = 20;
const LONGEST_ERROR = 500;

/**
 * What went wrong, as much of it as people read.
 */
export class Problems {
  readonly #told: string[] = [];
  count = 0;
  last = '';

  add(text: string): void {
    this.count++;
    this.last = oneLine(text, LONGEST_ERROR);
    if (this.#told.length < MOST_ERRORS) {
      this.#told.push(this.last);
    }
  }

  list(): string[] {
    if (this.count <= MOST_ERRORS) {
      return this.#told;
    }
    const told = this.#told.slice(0, MOST_ERRORS - 1);
    return [...told, `and ${this.count - told.length} more`];
  }
}
