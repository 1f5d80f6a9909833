import type { CollectedFact } from '@platform-ops/backstage-plugin-scorecards-node';
import { SEVERITIES, type Finding, type Severity } from '../findings/Finding';
import { TOPICS, topicOf, type Topic } from '../findings/topics';

const MOST_LISTED = 10;

/** What is listed of a finding. */
type Listed = Pick<Finding, 'rule' | 'title' | 'severity' | 'resource'>;

interface TopicTally {
  resources: Set<string>;
  bad: Listed[];
  badCount: number;
  rules: Set<string>;
}

/** Adds up what findings say of one entity. */
export class Posture {
  readonly #sources = new Set<string>();
  readonly #resources = new Set<string>();
  readonly #failed = new Map<Severity, number>();
  readonly #topics = new Map<Topic, TopicTally>();
  #worst: Listed[] = [];
  #passed = 0;
  #muted = 0;
  #unknown = 0;
  #count = 0;
  #observedAt: Date | undefined;

  /** How many it knows of. */
  get resources(): number {
    return this.#resources.size;
  }

  add(finding: Finding): void {
    const { observedAt } = finding;
    this.#count++;
    this.#sources.add(finding.source);
    this.#resources.add(finding.resource);
    if (observedAt && !(this.#observedAt && this.#observedAt < observedAt)) {
      this.#observedAt = observedAt;
    }
    if (finding.isMuted) {
      this.#muted++;
    } else if (finding.status === 'pass') {
      this.#passed++;
    } else if (finding.status === 'unknown') {
      this.#unknown++;
    } else {
      this.#addFailed(finding);
    }
    const topic = topicOf(finding.rule);
    if (topic) {
      this.#addTo(topic, finding);
    }
  }

  toFacts(entityRef: string): CollectedFact[] {
    const failed = (severity: Severity) => this.#failed.get(severity) ?? 0;
    const shared = {
      entityRef,
      source: [...this.#sources].sort().join(', '),
      // As old as the oldest of what it rests on.
      ...(this.#observedAt && { observedAt: this.#observedAt }),
    };
    return [
      {
        ...shared,
        type: 'cloud.posture',
        value: {
          sources: [...this.#sources].sort(),
          resources: this.#resources.size,
          passed: this.#passed,
          muted: this.#muted,
          unknown: this.#unknown,
          failed: [...this.#failed.values()].reduce((a, b) => a + b, 0),
          critical: failed('critical'),
          high: failed('high'),
          medium: failed('medium'),
          low: failed('low') + failed('informational'),
          ungraded: failed('unknown'),
          worst: this.#worst,
        },
        query: 'all findings of its resources',
        population: this.#count,
      },
      ...TOPICS.flatMap(topic => {
        const tally = this.#topics.get(topic);
        return tally
          ? [
              {
                ...shared,
                type: `cloud.${topic}`,
                value: {
                  resources: tally.resources.size,
                  rules: [...tally.rules].sort(),
                  failed: tally.badCount,
                  bad: tally.bad,
                },
                query: `findings of ${[...tally.rules].sort().join(', ')}`,
                population: tally.resources.size,
              },
            ]
          : [];
      }),
    ];
  }

  #addFailed(finding: Finding): void {
    const { severity } = finding;
    this.#failed.set(severity, (this.#failed.get(severity) ?? 0) + 1);
    this.#worst.push(toListed(finding));
    if (this.#worst.length > MOST_LISTED) {
      this.#worst = this.#worst
        .sort((a, b) => rank(a) - rank(b))
        .slice(0, MOST_LISTED);
    }
  }

  /** What is muted or unknown is not good: nobody shows that it is. */
  #addTo(topic: Topic, finding: Finding): void {
    const tally = this.#topics.get(topic) ?? {
      resources: new Set(),
      bad: [],
      badCount: 0,
      rules: new Set(),
    };
    this.#topics.set(topic, tally);
    tally.resources.add(finding.resource);
    tally.rules.add(finding.rule);
    if (finding.status !== 'pass') {
      tally.badCount++;
      if (tally.bad.length < MOST_LISTED) {
        tally.bad.push(toListed(finding));
      }
    }
  }
}

function toListed({ rule, title, severity, resource }: Finding): Listed {
  return { rule, title, severity, resource: resource.slice(0, 300) };
}

function rank({ severity }: Listed): number {
  return SEVERITIES.indexOf(severity);
}
