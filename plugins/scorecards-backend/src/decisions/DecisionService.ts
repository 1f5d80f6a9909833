import {
  ConflictError,
  InputError,
  NotFoundError,
  NotAllowedError,
} from '@backstage/errors';
import type {
  Decision,
  DecisionKind,
  DecisionStep,
  ListDecisionsResponse,
  listDecisionsQuerySchema,
  renewDecisionSchema,
  requestDecisionSchema,
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
import { describeDecision, whyNotDecide } from './describeDecision';
import { whyNotRequest } from './whyNotRequest';

const KINDS: DecisionKind[] = ['exemption', 'not-applicable', 'alternative'];

/** The steps that are taken by one call. */
export type TakenStep = Exclude<DecisionStep, 'renew'>;

/**
 * Takes requests and decides them: four eyes, one step at a time.
 */
export class DecisionService {
  readonly #decisions: DecisionStore;
  readonly #controls: ConcernedControls;
  readonly #longestDays: number;
  readonly #now: () => Date;

  constructor(options: {
    decisions: DecisionStore;
    controls: ConcernedControls;
    longestDays: number;
    now?: () => Date;
  }) {
    this.#decisions = options.decisions;
    this.#controls = options.controls;
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
    this.#checkDays(input.days);
    const found = await this.#controls.find(input, caller.isVisible);
    const problem = this.#whyNot(input.kind, found);
    if (problem) {
      throw new InputError(`kind: ${problem}`);
    }
    const [holds] = await this.#decisions.find(
      { ...sameControl(input), kind: [input.kind], state: ['approved'] },
      this.#now(),
      1,
    );
    if (holds) {
      throw new ConflictError(
        `The same was approved by ${
          holds.decidedBy
        } until ${holds.expiresAt!.toISOString()}; renew it`,
      );
    }
    return this.#add({ ...input, ...found.concerned }, caller);
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
    this.#checkDays(input.days);
    const before = await this.#find(id, caller);
    if (before.state !== 'approved') {
      throw new ConflictError(
        `It is ${before.state}; only what still holds can be renewed`,
      );
    }
    const found = await this.#controls.find(before, caller.isVisible);
    return this.#add(
      {
        ...found.concerned,
        ...input,
        kind: before.kind,
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
    return decisions.map((decision, position) =>
      describeDecision(decision, {
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
    if (!caller.mayRequest) {
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
      KINDS.length * 2,
    );
    return KINDS.filter(
      kind =>
        !there.some(decision => decision.kind === kind) &&
        this.#whyNot(kind, found) === undefined,
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
  }

  #whyNot(
    kind: DecisionKind,
    { control, known }: FoundVerdict,
  ): string | undefined {
    return whyNotRequest(kind, control.definition.obligation, known);
  }

  #checkDays(days: number): void {
    if (days > this.#longestDays) {
      throw new InputError(
        `days: found ${days}, at most ${
          this.#longestDays
        } are allowed; it can be renewed before it ends`,
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
