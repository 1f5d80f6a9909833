import { ConflictError, InputError } from '@backstage/errors';
import type {
  Acceptance,
  acceptTextSchema,
} from '@platform-ops/backstage-plugin-scorecards-common';
import { toTimestamp } from '@platform-ops/backstage-plugin-platform-ops-node';
import type { z } from 'zod';
import type { AcceptanceStore, ReadText } from '../database/AcceptanceStore';
import type { Act } from '../database/DecisionStore';
import type { ControlFinder } from '../services/ControlFinder';
import { isUnverified, textOf } from './acceptances';
import type { Person } from './Caller';

type AcceptText = z.output<typeof acceptTextSchema>;

/**
 * Lets people answer for the text of controls that nobody compared with the
 * framework itself.
 */
export class AcceptanceService {
  readonly #acceptances: AcceptanceStore;
  readonly #finder: ControlFinder;
  readonly #now: () => Date;

  constructor(options: {
    acceptances: AcceptanceStore;
    finder: ControlFinder;
    now?: () => Date;
  }) {
    this.#acceptances = options.acceptances;
    this.#finder = options.finder;
    this.#now = options.now ?? (() => new Date());
  }

  /**
   * @throws NotFoundError, InputError or ConflictError with why it cannot be
   *   accepted.
   */
  async accept(input: AcceptText, caller: Person): Promise<Acceptance> {
    const act = this.#act(input, caller);
    if (!(await this.#acceptances.add(this.#textOf(input), act))) {
      throw new ConflictError('The text of the control is accepted already');
    }
    return {
      acceptedBy: act.by,
      acceptedAt: toTimestamp(act.at),
      comment: input.comment,
    };
  }

  /**
   * @throws NotFoundError, InputError or ConflictError with why it cannot be
   *   withdrawn.
   */
  async withdraw(input: AcceptText, caller: Person): Promise<void> {
    const text = this.#textOf(input);
    if (!(await this.#acceptances.withdraw(text, this.#act(input, caller)))) {
      throw new ConflictError('The text of the control is not accepted');
    }
  }

  #textOf({ frameworkId, controlId }: AcceptText): ReadText {
    const { framework, control } = this.#finder.control(frameworkId, controlId);
    if (!isUnverified(framework, control)) {
      throw new InputError(
        'controlId: found a control whose source is not unverified; only the text of those is accepted',
      );
    }
    return textOf(framework, control);
  }

  #act({ comment }: AcceptText, caller: Person): Act {
    return { by: caller.userRef, at: this.#now(), comment };
  }
}
