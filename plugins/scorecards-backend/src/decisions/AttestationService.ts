import {
  ConflictError,
  InputError,
  NotAllowedError,
  NotFoundError,
} from '@backstage/errors';
import {
  inChunks,
  toTimestamp,
  type IsVisible,
} from '@platform-ops/backstage-plugin-platform-ops-node';
import type {
  Attestation,
  ConcernedControl,
  ListAttestationsResponse,
  ListWantedAttestationsResponse,
  listAttestationsQuerySchema,
  signAttestationSchema,
} from '@platform-ops/backstage-plugin-scorecards-common';
import type { z } from 'zod';
import type {
  AttestationStore,
  StoredAttestation,
} from '../database/AttestationStore';
import type { Concerned } from '../database/concernedColumns';
import type { DecisionStore } from '../database/DecisionStore';
import type { EntityStore } from '../database/EntityStore';
import type { FactStore } from '../database/FactStore';
import type { ScorecardStore } from '../database/ScorecardStore';
import { FactsView } from '../evaluate/FactsView';
import { isMetAt } from '../evaluate/whereMet';
import type { Rules } from '../rulebook/Rules';
import type { Caller, Person } from './Caller';
import { toConcerned, type ConcernedControls } from './ConcernedControls';
import { hangsOnStatement } from './hangsOnStatement';
import type { StatementBinding } from './StatementBinding';
import { tallyStatements, type AskedStatement } from './tallyStatements';

const DAY_MS = 86_400_000;
const CHUNK = 200;
/** Nobody decides more than that at a time. */
const MOST_ASKED = 2000;
/** What ends sooner is wanted again. */
const ENDS_SOON_MS = 30 * DAY_MS;

/** A control that waits for a statement, or has one that holds. */
interface Wanted extends AskedStatement {
  asks: string;
  validForDays: number;
  fourEyes: boolean;
  expiresAt?: Date;
}

/** What was stated last of a control. */
type Before = Concerned & { expiresAt: Date };

/**
 * Takes statements of people, and finds out which are missing.
 */
export class AttestationService {
  readonly #attestations: AttestationStore;
  readonly #decisions: DecisionStore;
  readonly #binding: StatementBinding;
  readonly #entities: EntityStore;
  readonly #facts: FactStore;
  readonly #scorecards: ScorecardStore;
  readonly #rules: Rules;
  readonly #controls: ConcernedControls;
  readonly #now: () => Date;

  constructor(options: {
    attestations: AttestationStore;
    decisions: DecisionStore;
    binding: StatementBinding;
    entities: EntityStore;
    facts: FactStore;
    scorecards: ScorecardStore;
    rules: Rules;
    controls: ConcernedControls;
    now?: () => Date;
  }) {
    this.#attestations = options.attestations;
    this.#decisions = options.decisions;
    this.#binding = options.binding;
    this.#entities = options.entities;
    this.#facts = options.facts;
    this.#scorecards = options.scorecards;
    this.#rules = options.rules;
    this.#controls = options.controls;
    this.#now = options.now ?? (() => new Date());
  }

  async list(
    query: z.output<typeof listAttestationsQuerySchema>,
    caller: Caller,
  ): Promise<ListAttestationsResponse> {
    const { limit, cursor, ...filter } = query;
    const { items, ...page } = await this.#attestations.list({
      filter,
      now: this.#now(),
      limit,
      cursor,
      visible: caller.visible,
    });
    return { ...page, items: await this.#describe(items, caller) };
  }

  /** The newest about a control of an entity. */
  async about(
    concerned: { entityRef: string; frameworkId: string; controlId: string },
    most: number,
    caller: Caller,
  ): Promise<Attestation[]> {
    const { entityRef, frameworkId, controlId } = concerned;
    return this.#describe(
      await this.#attestations.find(
        { entityRef, framework: [frameworkId], control: controlId },
        this.#now(),
        most,
      ),
      caller,
    );
  }

  /**
   * Takes the place of what was stated before.
   *
   * @throws NotFoundError or InputError with why it cannot be stated.
   */
  async sign(
    input: z.output<typeof signAttestationSchema>,
    caller: Person,
  ): Promise<Attestation> {
    const found = await this.#controls.find(input, caller.isVisible);
    const { attestation } = found.control.definition;
    if (!attestation) {
      throw new InputError(
        'controlId: found a control that asks for no statement; checks decide it alone',
      );
    }
    if (attestation.fourEyes) {
      throw new InputError(
        "controlId: found a control whose statement takes two people; ask for it as a decision of the kind 'statement' (POST /decisions) with your reason, and somebody else approves it",
      );
    }
    const { validForDays = attestation.validForDays } = input;
    if (validForDays > attestation.validForDays) {
      throw new InputError(
        `validForDays: found ${validForDays}, the control allows at most ${attestation.validForDays}`,
      );
    }
    const now = this.#now();
    const id = await this.#attestations.sign({
      ...found.concerned,
      statement: input.statement,
      evidenceUrl: input.evidenceUrl,
      signedBy: caller.userRef,
      signedAt: now,
      expiresAt: new Date(now.getTime() + validForDays * DAY_MS),
    });
    if (id === undefined) {
      throw new ConflictError(
        'Somebody else stated it at the same moment; look at that first',
      );
    }
    return this.#get(id, caller);
  }

  /**
   * @throws NotFoundError where there is none, or its entity is not shown.
   * @throws NotAllowedError where it is not for this person to do.
   * @throws ConflictError where it does not hold any more.
   */
  async withdraw(
    id: string,
    comment: string | undefined,
    caller: Person,
  ): Promise<Attestation> {
    const attestation = await this.#find(id, caller);
    if (!isTheirs(attestation, caller)) {
      throw new NotAllowedError(
        `Only ${attestation.signedBy}, who signed it, or who decides exemptions can withdraw it`,
      );
    }
    const isWithdrawn =
      attestation.state === 'valid' &&
      (await this.#attestations.withdraw(attestation, {
        by: caller.userRef,
        at: this.#now(),
        comment,
      }));
    if (!isWithdrawn) {
      const { state } = await this.#find(id, caller);
      throw new ConflictError(`It is ${state}, and does not count any more`);
    }
    return this.#get(id, caller);
  }

  /** Of what some users and groups own: the first to end first. */
  async wanted(
    ownershipRefs: string[],
    isVisible: IsVisible,
    most: number,
  ): Promise<ListWantedAttestationsResponse> {
    const refs = await this.#entities.listOwnedBy(ownershipRefs);
    const asked = await this.#askedFor();
    const all: Wanted[] = [];
    for (const chunk of inChunks(refs.filter(isVisible), CHUNK)) {
      all.push(...(await this.#wantedOf(chunk, asked)));
    }
    const wanted = all.filter(({ isWanted }) => isWanted);
    const timeOf = ({ expiresAt }: Wanted) => expiresAt?.getTime() ?? Infinity;
    const first = wanted
      .sort((a, b) =>
        timeOf(a) < timeOf(b) ? -1 : Number(timeOf(a) > timeOf(b)),
      )
      .slice(0, most);
    const described = await this.#controls.describe(
      first.map(({ concerned }) => concerned),
    );
    return {
      totalItems: wanted.length,
      items: first.map(({ expiresAt, ...wants }, position) => ({
        ...described[position],
        asks: wants.asks,
        validForDays: wants.validForDays,
        fourEyes: wants.fourEyes,
        expiresAt: toTimestamp(expiresAt ?? null),
      })),
      controls: tallyStatements(all),
    };
  }

  /** Controls of which somebody asked for a statement already. */
  async #askedFor(): Promise<Set<string>> {
    const open = await this.#decisions.find(
      { kind: ['statement'], state: ['requested'] },
      this.#now(),
      MOST_ASKED,
    );
    return new Set(open.map(keyOf));
  }

  /** The last of each control, by two people where it takes them. */
  async #statedBefore(
    entityRefs: string[],
    now: Date,
  ): Promise<(concerned: Concerned, fourEyes: boolean) => Before | undefined> {
    const alone = await this.#attestations.forEvaluation(entityRefs, now);
    const decisions = await this.#decisions.forEvaluation(entityRefs, now);
    const together = [...decisions.values()]
      .flat()
      .filter(({ kind }) => kind === 'statement');
    const changes = await this.#binding.changes(together);
    const byControl = (stated: Before[]) =>
      new Map(stated.toReversed().map(each => [keyOf(each), each]));
    const byOne = byControl([...alone.values()].flat());
    const byTwo = byControl(
      together
        .filter(({ id }) => !changes.has(id))
        .map(each => ({ ...each, expiresAt: each.expiresAt! })),
    );
    return (concerned, fourEyes) =>
      (fourEyes ? byTwo : byOne).get(keyOf(concerned));
  }

  async #wantedOf(
    entityRefs: string[],
    asked: ReadonlySet<string>,
  ): Promise<Wanted[]> {
    const now = this.#now();
    const soon = new Date(now.getTime() + ENDS_SOON_MS);
    const entities = await this.#entities.getMany(entityRefs);
    const scorecards = await this.#scorecards.list(entityRefs);
    const statedBefore = await this.#statedBefore(entityRefs, now);
    const facts = await this.#facts.list(entityRefs);
    const views = new Map(
      entityRefs.map(ref => [
        ref,
        new FactsView(facts.get(ref) ?? [], this.#rules, now),
      ]),
    );
    return [...scorecards.values()].flat().flatMap(scorecard => {
      const { entityRef, frameworkId, verdicts } = scorecard;
      const entity = entities.get(entityRef);
      const framework = this.#rules.framework(frameworkId);
      if (!entity || !framework) {
        return [];
      }
      return framework.controls.flatMap((control): Wanted[] => {
        const { id, attestation, metAt } = control.definition;
        const known = verdicts.get(id);
        if (
          !attestation ||
          !known ||
          known.isUpcoming ||
          !isMetAt(metAt, entity)
        ) {
          return [];
        }
        const concerned = toConcerned({ framework, control }, entity);
        const before = statedBefore(concerned, attestation.fourEyes);
        const isWanted =
          !(attestation.fourEyes && asked.has(keyOf(concerned))) &&
          (before
            ? before.expiresAt <= soon && isOpenTo(known.verdict)
            : known.verdict === 'not-evaluated') &&
          hangsOnStatement(control, views.get(entityRef)!);
        return isWanted || before
          ? [
              {
                concerned,
                metAt,
                isWanted,
                asks: attestation.asks,
                validForDays: attestation.validForDays,
                fourEyes: attestation.fourEyes,
                expiresAt: before?.expiresAt,
              },
            ]
          : [];
      });
    });
  }

  /**
   * @throws NotFoundError where there is none, or its entity is not shown.
   */
  async #find(id: string, caller: Caller): Promise<StoredAttestation> {
    const attestation = await this.#attestations.get(id, this.#now());
    if (!attestation || !caller.isVisible(attestation.entityRef)) {
      throw new NotFoundError(`There is no statement ${id}`);
    }
    return attestation;
  }

  async #get(id: string, caller: Caller): Promise<Attestation> {
    const attestation = await this.#find(id, caller);
    return (await this.#describe([attestation], caller))[0];
  }

  async #describe(
    attestations: StoredAttestation[],
    caller: Caller,
  ): Promise<Attestation[]> {
    const concerned = await this.#controls.describe(attestations);
    return attestations.map((attestation, position) =>
      describeAttestation(
        attestation,
        concerned[position],
        caller,
        this.#controls.takesTwo(attestation),
      ),
    );
  }
}

function keyOf(concerned: Omit<Concerned, 'about'>): string {
  const { entityRef, frameworkId, controlId } = concerned;
  return `${entityRef} ${frameworkId} ${controlId}`;
}

/** Whether nothing else was decided. */
function isOpenTo(verdict: string): boolean {
  return ['not-evaluated', 'attested', 'inherited', 'warn'].includes(verdict);
}

function isTheirs(
  { signedBy }: StoredAttestation,
  { userRef, maySign, mayDecide }: Caller,
): boolean {
  return mayDecide || (maySign && signedBy === userRef);
}

function describeAttestation(
  attestation: StoredAttestation,
  concerned: ConcernedControl,
  caller: Caller,
  takesTwo: boolean,
): Attestation {
  const isValid = attestation.state === 'valid';
  return {
    ...concerned,
    id: attestation.id,
    state: attestation.state,
    statement: attestation.statement,
    evidenceUrl: attestation.evidenceUrl,
    signedBy: attestation.signedBy,
    signedAt: toTimestamp(attestation.signedAt),
    expiresAt: toTimestamp(attestation.expiresAt),
    endedBy: attestation.endedBy,
    endedAt: toTimestamp(attestation.endedAt ?? null),
    endReason: attestation.endReason,
    may: [
      ...(isValid && isTheirs(attestation, caller)
        ? (['withdraw'] as const)
        : []),
      ...(isValid && caller.maySign && !takesTwo ? (['renew'] as const) : []),
    ],
  };
}
