import parseExpression, { type Info } from 'spdx-expression-parse';

/** What the configuration says of a licence. */
export type LicenceJudgement = 'allowed' | 'denied' | 'unknown';

/** Longer, and more, than any list has; parsing takes a while. */
const LONGEST = 300;
const MOST_DIFFERENT = 1000;

/**
 * Judges the licences of one document by those that the configuration refuses:
 * SPDX ids, or their beginnings followed by `*`.
 */
export class LicenceJudge {
  readonly #denied: string[];
  readonly #judged = new Map<string, LicenceJudgement>();

  constructor(denied: string[]) {
    this.#denied = denied.map(id => id.toLowerCase());
  }

  get rules(): number {
    return this.#denied.length;
  }

  /** Of several that go together the worst counts. */
  judge(licences: string[]): LicenceJudgement {
    const found = licences.map(licence => this.#judgeOne(licence));
    return (
      (['denied', 'unknown'] as const).find(each => found.includes(each)) ??
      (found.length > 0 ? 'allowed' : 'unknown')
    );
  }

  #judgeOne(licence: string): LicenceJudgement {
    const known = this.#judged.get(licence);
    if (known) {
      return known;
    }
    const judgement = this.#judgeText(licence);
    if (this.#judged.size < MOST_DIFFERENT) {
      this.#judged.set(licence, judgement);
    }
    return judgement;
  }

  /** An SPDX expression, or a name. */
  #judgeText(licence: string): LicenceJudgement {
    if (licence.length > LONGEST || this.#judged.size >= MOST_DIFFERENT) {
      return 'unknown';
    }
    let expression: Info;
    try {
      expression = parseExpression(licence);
    } catch {
      return this.#isDenied(licence) ? 'denied' : 'unknown';
    }
    return this.#judgeExpression(expression);
  }

  #judgeExpression(expression: Info): LicenceJudgement {
    if ('conjunction' in expression) {
      const sides = [
        this.#judgeExpression(expression.left),
        this.#judgeExpression(expression.right),
      ];
      const order: LicenceJudgement[] =
        expression.conjunction === 'or'
          ? ['allowed', 'unknown', 'denied']
          : ['denied', 'unknown', 'allowed'];
      return order.find(each => sides.includes(each))!;
    }
    const { license } = expression;
    if (this.#isDenied(license)) {
      return 'denied';
    }
    return /^(LicenseRef-|DocumentRef-|NONE$|NOASSERTION$)/.test(license)
      ? 'unknown'
      : 'allowed';
  }

  #isDenied(licence: string): boolean {
    const id = licence.toLowerCase();
    return this.#denied.some(denied =>
      denied.endsWith('*') ? id.startsWith(denied.slice(0, -1)) : id === denied,
    );
  }
}
