import { createHash } from 'node:crypto';
import type { Entity } from '@backstage/catalog-model';
import type { FactField } from '@platform-ops/scorecards';

/** Of a kind that no built-in framework is asked of. */
export const KIND = 'Workload';
const GROUPS = 6;
const HOUR_MS = 3_600_000;

/** What is known, and how often it changed: the same in each run. */
export class ScorecardsTarget {
  readonly entities: Entity[];
  readonly checks: number;
  /** How often the facts of each entity changed. */
  readonly #versions: Uint8Array;

  constructor(entities: number, checks: number) {
    this.checks = checks;
    this.#versions = new Uint8Array(entities);
    this.entities = Array.from({ length: entities }, (_, index) => ({
      apiVersion: 'backstage.io/v1alpha1',
      kind: KIND,
      metadata: { name: `workload-${index}`, namespace: 'default' },
      spec: {},
      relations: [
        { type: 'ownedBy', targetRef: `group:default/team-${index % 50}` },
        { type: 'partOf', targetRef: `system:default/system-${index % 200}` },
      ],
    }));
  }

  get groups(): number {
    return Math.min(GROUPS, this.checks);
  }

  /** Other facts for so many entities, spread evenly. */
  change(count: number): void {
    const step = Math.floor(this.entities.length / count);
    for (let changed = 0; changed < count; changed++) {
      this.#versions[changed * step] += 1;
    }
  }

  /** The fields of a group of facts, a check reads one of them. */
  fieldsOf(group: number): Record<string, FactField> {
    return Object.fromEntries(
      this.checksOf(group).map(check => [
        `value${check}`,
        { type: 'int', description: 'A number' },
      ]),
    );
  }

  checksOf(group: number): number[] {
    return Array.from({ length: this.checks }, (_, check) => check).filter(
      check => check % this.groups === group,
    );
  }

  /** 0 to 99. */
  factsOf(index: number, group: number): Record<string, number> {
    const bytes = createHash('sha256')
      .update(`${index} ${group} ${this.#versions[index]}`)
      .digest();
    return Object.fromEntries(
      this.checksOf(group).map((check, position) => [
        `value${check}`,
        (bytes[position % bytes.length] + check) % 100,
      ]),
    );
  }

  /** Below it a check fails. */
  limitOf(check: number): number {
    return 10 + (check % 30);
  }

  /** The rules as a file of the portal. */
  toFile(): string {
    const ids = Array.from({ length: this.checks }, (_, check) => check);
    const checks = ids.map(
      check => `    - id: bench-${check}
      title: Check ${check}
      testedOn: [the benchmark]
      tiers: [{ verdict: pass, when: '${this.factOf(check)} >= ${this.limitOf(
        check,
      )}' }]
      expected: at least ${this.limitOf(check)}
      actual: '{string(${this.factOf(check)})}'
      fix: { text: Raise it }
`,
    );
    const controls = ids.map(
      check => `    - id: control-${check}
      citation: C ${check}
      title: Control ${check}
      summary: A number is high enough
      kind: automatic
      rule: bench-${check}
`,
    );
    return `apiVersion: platformops.io/v1alpha1
kind: Checks
metadata: { name: bench, title: Benchmark }
spec:
  checks:
${checks.join('')}---
apiVersion: platformops.io/v1alpha1
kind: Framework
metadata: { name: bench, title: Benchmark }
spec:
  version: '1'
  scope: Numbers
  source: { kind: primary, title: The benchmark }
  appliesTo: { kinds: [${KIND}] }
  levels:
    - { id: bronze, title: Bronze, minimumScore: 0.5 }
    - { id: silver, title: Silver, minimumScore: 0.8 }
    - { id: gold, title: Gold, minimumScore: 1 }
  controls:
${controls.join('')}`;
  }

  factOf(check: number): string {
    return `bench.group${check % this.groups}.value${check}`;
  }

  /** As a collector declares them. */
  factTypes() {
    return Array.from({ length: this.groups }, (_, group) => ({
      id: `bench.group${group}`,
      title: `Group ${group}`,
      validForMs: 24 * HOUR_MS,
      fields: this.fieldsOf(group),
    }));
  }
}
