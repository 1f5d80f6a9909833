import { createHash } from 'node:crypto';
import type { Entity } from '@backstage/catalog-model';
import type { Verdict } from '@platform-ops/scorecards';
import { entity } from './startPortal';

const CLUSTERS = 4;
const SYSTEMS = 12;
const ORGANISATION = 'group:default/acme';

/** What is true of an entity; what is missing nobody knows. */
interface Truth {
  encrypted?: boolean;
  review?: 'fresh' | 'old';
}

interface Seeded {
  ref: string;
  truth: Truth;
  system?: string;
  clusters: string[];
}

/**
 * An organisation made up from a seed, and what must be said of it by the rules
 * of `house.yaml`: worked out here from what is true, without the engine.
 */
export class SeededOrganisation {
  readonly entities: Entity[];
  /** Those that the framework is asked of. */
  readonly components: Seeded[];
  readonly #all = new Map<string, Seeded>();

  constructor(seed: string, components: number) {
    const draw = (about: string, most: number) =>
      createHash('sha256').update(`${seed} ${about}`).digest().readUInt32BE() %
      most;
    const add = (ref: string, above: Partial<Seeded> = {}): Seeded => {
      const encrypted = draw(`${ref} encrypted`, 20);
      const review = draw(`${ref} review`, 10);
      const seeded = {
        ref,
        truth: {
          ...(encrypted < 17 && { encrypted: encrypted < 13 }),
          ...(review < 8 &&
            ({ review: review < 6 ? 'fresh' : 'old' } as const)),
        },
        clusters: [],
        ...above,
      };
      this.#all.set(ref, seeded);
      return seeded;
    };
    const clusters = count(CLUSTERS, index => `cluster-${index}`);
    const systems = count(SYSTEMS, index => `system-${index}`);
    clusters.forEach(name => add(`resource:default/${name}`));
    systems.forEach(name => add(`system:default/${name}`));
    add(ORGANISATION);
    this.components = count(components, index => {
      const ref = `component:default/part-${index}`;
      const system = draw(`${ref} system`, SYSTEMS + 3);
      return add(ref, {
        system: systems[system] && `system:default/${systems[system]}`,
        clusters: clusters
          .filter(name => draw(`${ref} ${name}`, 3) === 0)
          .map(name => `resource:default/${name}`),
      });
    });
    this.entities = [
      entity('Group', 'acme'),
      ...clusters.map(name =>
        entity('Resource', name, [], { type: 'kubernetes-cluster' }),
      ),
      ...systems.map(name => entity('System', name)),
      ...this.components.map(({ ref, system, clusters: runsOn }) =>
        entity('Component', ref.split('/')[1], [
          ...(system ? [['partOf', system] as [string, string]] : []),
          ...runsOn.map((name): [string, string] => ['dependsOn', name]),
        ]),
      ),
    ];
  }

  /** As the collector of the tests tells it. */
  storage(): Record<string, boolean> {
    return Object.fromEntries(
      [...this.#all.values()].flatMap(({ ref, truth: { encrypted } }) =>
        encrypted === undefined ? [] : [[ref, encrypted]],
      ),
    );
  }

  /** As the collector of the tests tells it. */
  reviews(now: Date): Record<string, string> {
    const hoursAgo = { fresh: 3, old: 30 };
    return Object.fromEntries(
      [...this.#all.values()].flatMap(({ ref, truth: { review } }) =>
        review === undefined
          ? []
          : [
              [
                ref,
                new Date(
                  now.getTime() - hoursAgo[review] * 3_600_000,
                ).toISOString(),
              ],
            ],
      ),
    );
  }

  /**
   * @param people - What they stated and decided: whether training was attested,
   *   and refs of those whose storage is exempt.
   */
  expected(
    { ref, truth, system, clusters }: Seeded,
    people: { trained: boolean; exempt: ReadonlySet<string> },
  ): Record<string, Verdict> {
    const storage = this.#encryption(ref);
    return {
      'h-storage':
        people.exempt.has(ref) && storage !== 'pass' ? 'exempt' : storage,
      'h-review':
        truth.review === undefined
          ? 'not-evaluated'
          : ({ fresh: 'pass', old: 'fail' } as const)[truth.review],
      'h-backup': system
        ? fromAbove([this.#encryption(system)])
        : 'not-evaluated',
      'h-cluster': fromAbove(clusters.map(name => this.#encryption(name))),
      'h-training': people.trained ? 'inherited' : 'not-evaluated',
      'h-later': storage,
    };
  }

  /** The level of a component; undefined where none is reached. */
  expectedLevel(verdicts: Record<string, Verdict>): string | undefined {
    if (verdicts['h-storage'] === 'fail') {
      return undefined;
    }
    const counted = Object.entries(verdicts).filter(([id]) => id !== 'h-later');
    const good = counted.filter(
      ([, verdict]) => verdict === 'pass' || verdict === 'inherited',
    ).length;
    const score = good / counted.length;
    if (score >= 0.7) {
      return verdicts['h-storage'] === 'exempt' ? 'bronze' : 'gold';
    }
    return score >= 0.2 ? 'bronze' : undefined;
  }

  #encryption(ref: string): 'pass' | 'fail' | 'not-evaluated' {
    const { encrypted } = this.#all.get(ref)!.truth;
    if (encrypted === undefined) {
      return 'not-evaluated';
    }
    return encrypted ? 'pass' : 'fail';
  }
}

/** The worst of several decides; nothing above is nothing known. */
function fromAbove(verdicts: Array<'pass' | 'fail' | 'not-evaluated'>) {
  if (verdicts.includes('fail')) {
    return 'fail';
  }
  return verdicts.length === 0 || verdicts.includes('not-evaluated')
    ? 'not-evaluated'
    : 'inherited';
}

function count<T>(most: number, make: (index: number) => T): T[] {
  return Array.from({ length: most }, (_, index) => make(index));
}
