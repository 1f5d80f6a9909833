import type { SarifResult, SarifRule, SarifRun } from './sarifSchema';

/** The rules of a run, as its results name them. */
export class SarifRules {
  readonly #components: SarifRule[][];
  readonly #byId: Map<string, SarifRule>;

  constructor({ tool }: SarifRun) {
    const extensions = (tool.extensions ?? []).map(({ rules = [] }) => rules);
    this.#components = [tool.driver.rules ?? [], ...extensions];
    this.#byId = new Map(this.#components.flat().map(rule => [rule.id, rule]));
  }

  get count(): number {
    return this.#byId.size;
  }

  ruleOf({ ruleId, ruleIndex, rule }: SarifResult): SarifRule | undefined {
    const index = rule?.index ?? ruleIndex ?? -1;
    const extension = rule?.toolComponent?.index ?? -1;
    const id = ruleId ?? rule?.id;
    const atIndex = this.#components[extension + 1]?.[index];
    return (
      atIndex ??
      (id === undefined
        ? undefined
        : this.#byId.get(id) ??
          // `CA1000/1` is a part of `CA1000`.
          this.#byId.get(id.replace(/\/[^/]*$/, '')))
    );
  }
}
