import type {
  Attestation,
  ControlDefinition,
  Decision,
} from '@platform-ops/scorecards';
import { shorten } from '@platform-ops/backstage-plugin-platform-ops-node';
import type {
  AttestationStore,
  StoredAttestation,
} from '../database/AttestationStore';
import type { DecisionStore, StoredDecision } from '../database/DecisionStore';

/** Of several that hold, the one that says most. */
const KINDS: Array<Decision['kind']> = [
  'not-applicable',
  'alternative',
  'exemption',
];

const WORDS: Record<Decision['kind'], string> = {
  exemption: 'Exempt',
  'not-applicable': 'Does not apply',
  alternative: 'Met in another way',
};

/** What people decided and stated of an entity. */
export interface StatedOfEntity {
  decisions: StoredDecision[];
  attestations: StoredAttestation[];
}

/**
 * What people decided and stated of entities.
 */
export class Stated {
  readonly #decisions: ReadonlyMap<string, StoredDecision[]>;
  readonly #attestations: ReadonlyMap<string, StoredAttestation[]>;

  /** Reads all of some entities that held at a time or later. */
  static async read(
    stores: { decisions: DecisionStore; attestations: AttestationStore },
    entityRefs: string[],
    since: Date,
  ): Promise<Stated> {
    return new Stated(
      await stores.decisions.forEvaluation(entityRefs, since),
      await stores.attestations.forEvaluation(entityRefs, since),
    );
  }

  private constructor(
    decisions: ReadonlyMap<string, StoredDecision[]>,
    attestations: ReadonlyMap<string, StoredAttestation[]>,
  ) {
    this.#decisions = decisions;
    this.#attestations = attestations;
  }

  of(entityRef: string): StatedOfEntity {
    return this.#select(entityRef, ({ endedAt }) => endedAt === undefined);
  }

  /** As it was at a time of the past. */
  asOf(entityRef: string, then: Date): StatedOfEntity {
    return this.#select(
      entityRef,
      ({ beganAt, endedAt }) =>
        beganAt <= then && (endedAt === undefined || endedAt > then),
    );
  }

  #select(
    entityRef: string,
    holds: (time: { beganAt: Date; endedAt?: Date }) => boolean,
  ): StatedOfEntity {
    return {
      decisions: (this.#decisions.get(entityRef) ?? []).filter(
        ({ decidedAt, endedAt }) => holds({ beganAt: decidedAt!, endedAt }),
      ),
      attestations: (this.#attestations.get(entityRef) ?? []).filter(
        ({ signedAt, endedAt }) => holds({ beganAt: signedAt, endedAt }),
      ),
    };
  }
}

/** The decision and the statement that concern a control. */
export function statedOf(
  { decisions, attestations }: StatedOfEntity,
  frameworkId: string,
  control: Pick<ControlDefinition, 'id' | 'obligation'>,
  at: Date,
): { decision?: Decision; attestation?: Attestation } {
  const concerns = (stated: { frameworkId: string; controlId: string }) =>
    stated.frameworkId === frameworkId && stated.controlId === control.id;
  const attestation = attestations.find(concerns);
  const [decision] = decisions
    .filter(concerns)
    .filter(({ expiresAt }) => expiresAt! > at)
    .filter(
      ({ kind }) =>
        kind !== 'alternative' || control.obligation === 'addressable',
    )
    .sort((a, b) => KINDS.indexOf(a.kind) - KINDS.indexOf(b.kind));
  return {
    ...(attestation && { attestation }),
    ...(decision && { decision: toDecision(decision) }),
  };
}

function toDecision(stored: StoredDecision): Decision {
  const { id, kind, decidedBy } = stored;
  const expiresAt = stored.expiresAt!;
  const until = expiresAt.toISOString().slice(0, 10);
  return {
    id,
    kind,
    expiresAt,
    reason: `${WORDS[kind]} until ${until}, approved by ${decidedBy}: ${shorten(
      stored.reason,
    )}`,
  };
}
