import {
  ConflictError,
  InputError,
  NotFoundError,
  NotAllowedError,
} from '@backstage/errors';
import {
  DECISION_KINDS,
  type Decision,
  type DecisionKind,
  type DecisionStep,
  type ListDecisionsResponse,
  type listDecisionsQuerySchema,
  type renewDecisionSchema,
  type requestDecisionSchema,
} from '@platform-ops/backstage-plugin-scorecards-common';
import type { z } from 'zod';
import type {
  Act,
  DecisionFilter,
  DecisionStore,
  NewDecision,
  StoredDecision,
} from '../database/DecisionStore';
import type { FoundVerdict } from '../services/ControlFinder';
import type { Caller, Person } from './Caller';
import type { ConcernedControls } from './ConcernedControls';
import { describeDecision, mayAsk, whyNotDecide } from './describeDecision';
import type { StatementBinding } from './StatementBinding';
import { whyNotRequest } from './whyNotRequest';

/** The steps that are taken by one call. */
export type TakenStep = Exclude<DecisionStep, 'renew'>;

/**
 * Takes requests and decides them: four eyes, one step at a time.
 */
export class DecisionService {
  readonly #decisions: DecisionStore;
  readonly #controls: ConcernedControls;
  readonly #binding: StatementBinding;
  readonly #longestDays: number;
  readonly #now: () => Date;

  constructor(options: {
    decisions: DecisionStore;
    controls: ConcernedControls;
    binding: StatementBinding;
    longestDays: number;
    now?: () => Date;
  }) {
    this.#decisions = options.decisions;
    this.#controls = options.controls;
    this.#binding = options.binding;
    this.#longestDays = options.longestDays;
    this.#now = options.now ?? (() => new Date());
  }

  async list(
    query: z.output<typeof listDecisionsQuerySchema>,
    caller: Caller,
  ): Promise<ListDecisionsResponse> {
    const { limit, cursor, ...filter } = query;
    const { items, ...page } = await this.#decisions.list({
      filter,
      now: this.#now(),
      limit,
      cursor,
      visible: caller.visible,
    });
    return { ...page, items: await this.describe(items, caller) };
  }

  /**
   * @throws NotFoundError where there is none, or its entity is not shown.
   */
  async get(id: string, caller: Caller): Promise<Decision> {
    return this.#describe(await this.#find(id, caller), caller);
  }

  /**
   * @throws NotFoundError, InputError or ConflictError with why it cannot be
   *   asked for.
   */
  async request(
    input: z.output<typeof requestDecisionSchema>,
    caller: Person,
  ): Promise<Decision> {
    const found = await this.#controls.find(input, caller.isVisible);
    const problem = this.#whyNot(input.kind, found);
    if (problem) {
      throw new InputError(`kind: ${problem}`);
    }
    this.#checkDays(input.kind, input.days, found);
    const bound = await this.#bind(input.kind, found);
    const [holds] = await this.#decisions.find(
      { ...sameControl(input), kind: [input.kind], state: ['approved'] },
      this.#now(),
      1,
    );
    if (holds && !(await this.#binding.changes([holds])).has(holds.id)) {
      throw new ConflictError(
        `The same was approved by ${
          holds.decidedBy
        } until ${holds.expiresAt!.toISOString()}; renew it`,
      );
    }
    return this.#add({ ...input, ...found.concerned, ...bound }, caller);
  }

  /**
   * Asks for the same again; once it is approved it takes over.
   *
   * @throws NotFoundError, InputError or ConflictError with why it cannot be
   *   asked for.
   */
  async renew(
    id: string,
    input: z.output<typeof renewDecisionSchema>,
    caller: Person,
  ): Promise<Decision> {
    const before = await this.#find(id, caller);
    if (before.state !== 'approved') {
      throw new ConflictError(
        `It is ${before.state}; only what still holds can be renewed`,
      );
    }
    const { kind } = before;
    const found = await this.#controls.find(before, caller.isVisible);
    this.#checkDays(kind, input.days, found);
    return this.#add(
      {
        ...found.concerned,
        ...input,
        ...(await this.#bind(kind, found)),
        kind,
        renews: before,
      },
      caller,
    );
  }

  /**
   * @throws NotFoundError where there is none, or its entity is not shown.
   * @throws NotAllowedError where it is not for this person to do.
   * @throws ConflictError where somebody else was first.
   */
  async take(
    step: TakenStep,
    id: string,
    comment: string | undefined,
    caller: Person,
  ): Promise<Decision> {
    const decision = await this.#find(id, caller);
    await this.#checkStep(step, decision, caller);
    const won = await this.#decisions[step](
      decision,
      this.#act(caller, comment),
    );
    const after = await this.#find(id, caller);
    if (!won) {
      throw notOpen(after);
    }
    return this.#describe(after, caller);
  }

  async describe(
    decisions: StoredDecision[],
    caller: Caller,
  ): Promise<Decision[]> {
    const concerned = await this.#controls.describe(decisions);
    const requesters = await this.#decisions.requesters(
      decisions.map(({ chainId }) => chainId),
    );
    const renewing = await this.#decisions.renewing(
      decisions.map(({ id }) => id),
    );
    const lapsed = await this.#binding.changes(decisions);
    return decisions.map((decision, position) =>
      describeDecision(decision, {
        lapsed: lapsed.get(decision.id),
        concerned: concerned[position],
        caller,
        requesters: requesters.get(decision.chainId) ?? new Set(),
        isBeingRenewed: renewing.has(decision.id),
      }),
    );
  }

  /** The newest about a control of an entity. */
  async about(
    concerned: { entityRef: string; frameworkId: string; controlId: string },
    most: number,
    caller: Caller,
  ): Promise<Decision[]> {
    return this.describe(
      await this.#decisions.find(sameControl(concerned), this.#now(), most),
      caller,
    );
  }

  /** What the caller may ask for about a control where it is met. */
  async requestable(
    found: FoundVerdict,
    caller: Caller,
  ): Promise<DecisionKind[]> {
    const kinds = DECISION_KINDS.filter(
      kind => mayAsk(caller, kind) && this.#whyNot(kind, found) === undefined,
    );
    if (kinds.length === 0) {
      return [];
    }
    const there = await this.#decisions.find(
      {
        entityRef: found.entity.ref,
        framework: [found.framework.id],
        control: found.control.definition.id,
        state: ['requested', 'approved'],
      },
      this.#now(),
      DECISION_KINDS.length * 2,
    );
    const lapsed = await this.#binding.changes(there);
    return kinds.filter(
      kind =>
        !there.some(
          decision =>
            decision.kind === kind &&
            (decision.state === 'requested' || !lapsed.has(decision.id)),
        ),
    );
  }

  async #add(decision: NewDecision, caller: Person): Promise<Decision> {
    const id = await this.#decisions.request(
      decision,
      this.#act(caller, decision.reason),
    );
    if (id === undefined) {
      const [open] = await this.#decisions.find(
        {
          ...sameControl(decision),
          kind: [decision.kind],
          state: ['requested'],
        },
        this.#now(),
        1,
      );
      throw new ConflictError(
        `The same was asked for already${
          open
            ? `, by ${open.requestedBy} at ${open.requestedAt.toISOString()}`
            : ''
        }`,
      );
    }
    return this.get(id, caller);
  }

  async #checkStep(
    step: TakenStep,
    decision: StoredDecision,
    caller: Person,
  ): Promise<void> {
    if (step === 'withdraw' && decision.requestedBy !== caller.userRef) {
      throw new NotAllowedError(
        `Only ${decision.requestedBy}, who asked for it, can withdraw it`,
      );
    }
    if (step === 'approve' || step === 'reject') {
      const requesters = await this.#decisions.requesters([decision.chainId]);
      const problem = whyNotDecide(
        decision,
        caller.userRef,
        requesters.get(decision.chainId)!,
      );
      if (problem) {
        throw new NotAllowedError(problem);
      }
    }
    const expected = step === 'revoke' ? 'approved' : 'requested';
    if (decision.state !== expected) {
      throw notOpen(decision);
    }
    if (step === 'approve') {
      await this.#checkIsThere(decision, caller);
      const changes = await this.#binding.changes([decision]);
      if (changes.has(decision.id)) {
        throw new ConflictError(
          `Since it was asked for, ${changes.get(
            decision.id,
          )}; reject it, so that it can be asked for anew`,
        );
      }
    }
  }

  /**
   * What is gone may come back under its name as something else, of which nobody
   * decided anything.
   */
  async #checkIsThere(decision: StoredDecision, caller: Person): Promise<void> {
    try {
      await this.#controls.find(decision, caller.isVisible);
    } catch (error) {
      if (error instanceof NotFoundError || error instanceof InputError) {
        throw new ConflictError(
          `It cannot be approved any more, only rejected: ${error.message}`,
        );
      }
      throw error;
    }
  }

  /** What a statement is of, as it is now. */
  async #bind(
    kind: DecisionKind,
    found: FoundVerdict,
  ): Promise<Pick<NewDecision, 'boundTo'>> {
    return kind === 'statement'
      ? { boundTo: await this.#binding.read(found) }
      : {};
  }

  #whyNot(
    kind: DecisionKind,
    { control, known }: FoundVerdict,
  ): string | undefined {
    return whyNotRequest(kind, control.definition, known);
  }

  #checkDays(
    kind: DecisionKind,
    days: number,
    { control }: FoundVerdict,
  ): void {
    const longest =
      (kind === 'statement' && control.definition.attestation?.validForDays) ||
      this.#longestDays;
    if (days > longest) {
      throw new InputError(
        `days: found ${days}, at most ${longest} are allowed; it can be renewed before it ends`,
      );
    }
  }

  /**
   * @throws NotFoundError where there is none, or its entity is not shown.
   */
  async #find(id: string, caller: Caller): Promise<StoredDecision> {
    const decision = await this.#decisions.get(id, this.#now());
    if (!decision || !caller.isVisible(decision.entityRef)) {
      throw new NotFoundError(`There is no decision ${id}`);
    }
    return decision;
  }

  async #describe(decision: StoredDecision, caller: Caller): Promise<Decision> {
    return (await this.describe([decision], caller))[0];
  }

  #act(caller: Person, comment: string | undefined): Act {
    return {
      by: caller.userRef,
      at: this.#now(),
      through: caller.through,
      comment,
    };
  }
}

function sameControl(concerned: {
  entityRef: string;
  frameworkId: string;
  controlId: string;
}): DecisionFilter {
  return {
    entityRef: concerned.entityRef,
    framework: [concerned.frameworkId],
    control: concerned.controlId,
  };
}

function notOpen(decision: StoredDecision): ConflictError {
  const { state, expiresAt } = decision;
  if (state === 'expired' && !decision.endedBy) {
    return new ConflictError(`It expired at ${expiresAt!.toISOString()}`);
  }
  const by = decision.endedBy ?? decision.decidedBy;
  const at = decision.endedAt ?? decision.decidedAt;
  return new ConflictError(
    by && at
      ? `It is ${state}: ${by} did that at ${at.toISOString()}`
      : `It is ${state}`,
  );
}
