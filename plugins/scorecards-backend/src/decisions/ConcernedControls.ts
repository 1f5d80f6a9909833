import { InputError } from '@backstage/errors';
import type { ConcernedControl } from '@platform-ops/backstage-plugin-scorecards-common';
import {
  inChunks,
  type IsVisible,
} from '@platform-ops/backstage-plugin-platform-ops-node';
import type { Concerned } from '../database/concernedColumns';
import type { EntityStore } from '../database/EntityStore';
import type { ScorecardEntity } from '../entities/ScorecardEntity';
import { isMetAt, refsAbove } from '../evaluate/whereMet';
import type { Rules } from '../rulebook/Rules';
import type {
  ControlFinder,
  FoundControl,
  FoundVerdict,
} from '../services/ControlFinder';

const CHUNK = 500;

/** A control where it is met, and what is kept with a decision about it. */
export interface FoundConcern extends FoundVerdict {
  concerned: Concerned;
}

/**
 * Finds the controls of entities that people state or decide something about.
 */
export class ConcernedControls {
  readonly #rules: Rules;
  readonly #entities: EntityStore;
  readonly #finder: ControlFinder;

  constructor(options: {
    rules: Rules;
    entities: EntityStore;
    finder: ControlFinder;
  }) {
    this.#rules = options.rules;
    this.#entities = options.entities;
    this.#finder = options.finder;
  }

  /**
   * @throws NotFoundError where there is no such control or entity for the
   *   caller, or it is not asked of it.
   * @throws InputError where it is met above the entity.
   */
  async find(
    asked: { entityRef: string; frameworkId: string; controlId: string },
    isVisible: IsVisible,
  ): Promise<FoundConcern> {
    const found = await this.#finder.verdict(asked, isVisible);
    const { entity, control } = found;
    const above = this.above(found, entity);
    if (above) {
      const { metAt } = control.definition;
      const shown = above.filter(isVisible);
      throw new InputError(
        `entityRef: the control is met by the ${metAt}, not by ${
          entity.ref
        } itself; ${
          shown.length > 0
            ? `say it of ${shown.join(' or ')}, and all below inherit it`
            : `no ${metAt} is known for it that you may see`
        }`,
      );
    }
    return { ...found, concerned: toConcerned(found, entity) };
  }

  /** Where a control is met, if not by the entity itself. */
  above(
    { control }: FoundControl,
    entity: ScorecardEntity,
  ): string[] | undefined {
    const { metAt } = control.definition;
    return isMetAt(metAt, entity)
      ? undefined
      : refsAbove(metAt, entity, this.#rules.organisation);
  }

  /** Whether what one person states of it does not count. */
  takesTwo({ frameworkId, controlId }: Omit<Concerned, 'about'>): boolean {
    const control = this.#rules
      .framework(frameworkId)
      ?.controls.find(({ definition }) => definition.id === controlId);
    return control?.definition.attestation?.fourEyes ?? false;
  }

  /** Whether nobody has to follow the framework. */
  isVoluntary(frameworkId: string): boolean {
    const framework = this.#rules.framework(frameworkId);
    return framework?.spec.voluntary || framework?.spec.mappingOnly || false;
  }

  /** As they are now; what is not there any more, as it was. */
  async describe(all: Concerned[]): Promise<ConcernedControl[]> {
    const entities = new Map<string, ScorecardEntity>();
    const refs = [...new Set(all.map(({ entityRef }) => entityRef))];
    for (const chunk of inChunks(refs, CHUNK)) {
      for (const [ref, entity] of await this.#entities.getMany(chunk)) {
        entities.set(ref, entity);
      }
    }
    return all.map(({ entityRef, frameworkId, controlId, about }) => {
      const framework = this.#rules.framework(frameworkId);
      const control = framework?.controls.find(
        ({ definition }) => definition.id === controlId,
      );
      const entity = entities.get(entityRef);
      return {
        entityRef,
        frameworkId,
        controlId,
        ...about,
        ...(entity && { entityTitle: entity.title, owner: entity.owner }),
        ...(control && wordsOf({ framework: framework!, control })),
      };
    });
  }
}

/** A control of an entity, with what it is called now. */
export function toConcerned(
  found: FoundControl,
  entity: ScorecardEntity,
): Concerned {
  return {
    entityRef: entity.ref,
    frameworkId: found.framework.id,
    controlId: found.control.definition.id,
    about: { entityTitle: entity.title, ...wordsOf(found) },
  };
}

function wordsOf({ framework, control: { definition } }: FoundControl) {
  return {
    frameworkTitle: framework.title,
    citation: definition.citation,
    controlTitle: definition.title,
    obligation: definition.obligation,
    critical: definition.critical,
  };
}
