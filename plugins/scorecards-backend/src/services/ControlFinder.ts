import { NotFoundError } from '@backstage/errors';
import type { IsVisible } from '@platform-ops/backstage-plugin-platform-ops-node';
import type { CompiledControl, Framework } from '@platform-ops/scorecards';
import type { EntityStore } from '../database/EntityStore';
import type { KnownVerdict } from '../database/packVerdicts';
import type { ScorecardStore } from '../database/ScorecardStore';
import type { ScorecardEntity } from '../entities/ScorecardEntity';
import type { Rules } from '../rulebook/Rules';

/** A control of a framework in force. */
export interface FoundControl {
  framework: Framework;
  control: CompiledControl;
}

/** A control, and what it says of an entity. */
export interface FoundVerdict extends FoundControl {
  entity: ScorecardEntity;
  known: KnownVerdict;
}

/**
 * Finds controls, and what they say of entities.
 */
export class ControlFinder {
  readonly #rules: Rules;
  readonly #entities: EntityStore;
  readonly #scorecards: ScorecardStore;

  constructor(options: {
    rules: Rules;
    entities: EntityStore;
    scorecards: ScorecardStore;
  }) {
    this.#rules = options.rules;
    this.#entities = options.entities;
    this.#scorecards = options.scorecards;
  }

  /**
   * @throws NotFoundError where there is no such control in force.
   */
  control(frameworkId: string, controlId: string): FoundControl {
    const framework = this.#rules.framework(frameworkId);
    const control = framework?.controls.find(
      ({ definition }) => definition.id === controlId,
    );
    if (!framework || !control) {
      throw new NotFoundError(
        `There is no control ${controlId} of a framework ${frameworkId}`,
      );
    }
    return { framework, control };
  }

  /**
   * @throws NotFoundError where there is no such framework, control or entity,
   *   the entity is not shown, or the control is not asked of it.
   */
  async verdict(
    asked: { frameworkId: string; controlId: string; entityRef: string },
    isVisible: IsVisible,
  ): Promise<FoundVerdict> {
    const { frameworkId, controlId, entityRef } = asked;
    const found = this.control(frameworkId, controlId);
    const entity = isVisible(entityRef)
      ? await this.#entities.get(entityRef)
      : undefined;
    if (!entity) {
      throw new NotFoundError(`There is no entity ${entityRef}`);
    }
    const known = await this.read(frameworkId, controlId, [entityRef]);
    const verdict = known.get(entityRef);
    if (!verdict) {
      throw new NotFoundError(
        `The control ${controlId} is not asked of ${entityRef}`,
      );
    }
    return { ...found, entity, known: verdict };
  }

  /** What a control says of some entities; missing where it is not asked. */
  async read(
    frameworkId: string,
    controlId: string,
    entityRefs: string[],
  ): Promise<Map<string, KnownVerdict>> {
    const scorecards = await this.#scorecards.list(entityRefs);
    return new Map(
      entityRefs.flatMap(ref => {
        const known = scorecards
          .get(ref)
          ?.find(scorecard => scorecard.frameworkId === frameworkId)
          ?.verdicts.get(controlId);
        return known ? [[ref, known] as const] : [];
      }),
    );
  }
}
