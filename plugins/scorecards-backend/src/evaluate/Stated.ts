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

/**
 * The decision and the statement that concern a control; what two people state
 * says more than what one does.
 */
export function statedOf(
  { decisions, attestations }: StatedOfEntity,
  frameworkId: string,
  control: Pick<ControlDefinition, 'id' | 'obligation'>,
  at: Date,
): { decision?: Decision; attestation?: Attestation } {
  const concerns = (stated: { frameworkId: string; controlId: string }) =>
    stated.frameworkId === frameworkId && stated.controlId === control.id;
  const here = decisions.filter(concerns);
  const statement = here.find(({ kind }) => kind === 'statement');
  const attestation = statement
    ? toAttestation(statement)
    : attestations.find(concerns);
  const [decision] = KINDS.filter(
    kind => kind !== 'alternative' || control.obligation === 'addressable',
  ).flatMap(kind =>
    here
      .filter(stored => stored.kind === kind && stored.expiresAt! > at)
      .map(stored => toDecision(stored, kind)),
  );
  return {
    ...(attestation && { attestation }),
    ...(decision && { decision }),
  };
}

function toAttestation(statement: StoredDecision): Attestation {
  return {
    id: statement.id,
    signedBy: statement.requestedBy,
    expiresAt: statement.expiresAt!,
    approval: {
      by: statement.decidedBy!,
      at: statement.decidedAt!,
      reason: shorten(statement.reason),
      boundTo: statement.boundTo ?? {},
    },
  };
}

function toDecision(stored: StoredDecision, kind: Decision['kind']): Decision {
  const { id, decidedBy } = stored;
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
