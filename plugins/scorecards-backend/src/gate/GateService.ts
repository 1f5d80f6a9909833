import { InputError } from '@backstage/errors';
import type {
  GateFramework,
  GateRequest,
  GateResponse,
} from '@platform-ops/backstage-plugin-scorecards-common';
import type {
  CompiledControl,
  Framework,
  Level,
} from '@platform-ops/scorecards';
import type { Acceptances, AcceptanceStore } from '../database/AcceptanceStore';
import { DryRun, type DryRunStores } from '../evaluate/DryRun';
import type { Rules } from '../rulebook/Rules';
import { shownReason } from '../services/shownReason';
import { whyItDoesNotGate } from './whyItDoesNotGate';
import { judgeFramework, type JudgedControl } from './judgeFramework';
import type { Asker, Subject, SubjectFinder } from './SubjectFinder';
import { UNNAMED_FILE } from './write/GateReport';
import { writeMarkdown } from './write/writeMarkdown';
import { writeSarif } from './write/writeSarif';
import { writeText } from './write/writeText';

/** What to do where nothing is known above. */
const NAMED_IN: Record<string, string> = {
  system: 'name it in spec.system',
  cluster: 'name it in spec.dependsOn, or in that of what serves it',
  organisation: 'scorecards.organisation of the portal names it',
};

type Wanted = NonNullable<GateRequest['frameworks']>;

/**
 * Tells whether something may go on, and what stands in the way, by what is
 * known now. Nothing is recorded.
 */
export class GateService {
  readonly #rules: Rules;
  readonly #stores: DryRunStores;
  readonly #acceptances: AcceptanceStore;
  readonly #subjects: SubjectFinder;
  readonly #appUrl: string | undefined;

  constructor(options: {
    rules: Rules;
    stores: DryRunStores;
    acceptances: AcceptanceStore;
    subjects: SubjectFinder;
    /** Where people see the portal. */
    appUrl: string | undefined;
  }) {
    this.#rules = options.rules;
    this.#stores = options.stores;
    this.#acceptances = options.acceptances;
    this.#subjects = options.subjects;
    this.#appUrl = options.appUrl;
  }

  /**
   * @throws InputError where there is no such framework, level or kind.
   * @throws NotFoundError where there is no such entity, or it is not shown.
   */
  async evaluate(request: GateRequest, asker: Asker): Promise<GateResponse> {
    const wanted = this.#find(request.frameworks);
    const subject = await this.#subjects.find(request, asker);
    const { entity } = subject;
    const now = new Date();
    const run = await DryRun.of({
      rules: this.#rules,
      stores: this.#stores,
      entities: [entity],
      facts: subject.facts && new Map([[entity.ref, subject.facts]]),
      now,
    });
    const acceptances = await this.#acceptances.inForce();
    const frameworks = wanted.flatMap(({ framework, level, isNamed }) => {
      const applies = run.appliesTo(framework, entity);
      if (applies === false) {
        return isNamed ? [doesNotApply(framework, level)] : [];
      }
      return judgeFramework(
        framework,
        level,
        this.#judgeControls(framework, subject, run, asker, acceptances),
        applies === undefined
          ? 'Nobody knows whether it applies, so it is asked. '
          : '',
      );
    });
    const judged = {
      entityRef: entity.ref,
      title: entity.title,
      isKnown: subject.isKnown,
      outcome: frameworks.some(({ outcome }) => outcome === 'fail')
        ? ('fail' as const)
        : ('pass' as const),
      evaluatedAt: now.toISOString(),
      frameworks,
      notes: subject.notes,
    };
    const about = {
      ...judged,
      release: request.release,
      target: request.target,
      file: request.file ?? UNNAMED_FILE,
      appUrl: this.#appUrl,
    };
    return {
      ...judged,
      text: writeText(about),
      comment: writeMarkdown(about),
      sarif: writeSarif(about),
    };
  }

  #find(wanted: Wanted | undefined) {
    const ids = wanted?.map(({ id }) => id) ?? [];
    const twice = ids.findIndex((id, position) => ids.indexOf(id) < position);
    if (twice >= 0) {
      throw new InputError(
        `frameworks.${twice}.id: found '${ids[twice]}' for the second time; allowed is each once`,
      );
    }
    return wanted
      ? wanted.map(({ id, level }, position) => {
          const framework = this.#findFramework(id, position);
          return {
            framework,
            level: findLevel(framework, level, position),
            isNamed: true,
          };
        })
      : this.#rules.frameworks
          .filter(({ spec }) => !spec.mappingOnly && !spec.voluntary)
          .map(framework => ({
            framework,
            level: framework.spec.levels[0],
            isNamed: false,
          }));
  }

  #findFramework(id: string, position: number): Framework {
    const framework = this.#rules.framework(id);
    if (!framework || framework.spec.mappingOnly) {
      const allowed = this.#rules.frameworks
        .filter(({ spec }) => !spec.mappingOnly)
        .map(known => known.id);
      throw new InputError(
        `frameworks.${position}.id: found '${id}'${
          framework ? ', whose controls are only mapped to checks' : ''
        }; allowed are ${allowed.join(', ')}`,
      );
    }
    return framework;
  }

  #judgeControls(
    framework: Framework,
    { entity }: Subject,
    run: DryRun,
    { isVisible }: Asker,
    acceptances: Acceptances,
  ): JudgedControl[] {
    const results = run.evaluate(framework, entity, true);
    return framework.controls.flatMap((control, position) => {
      const result = results[position];
      if (!result) {
        return [];
      }
      const { definition } = control;
      const decides = run.whereMet(framework, control, entity);
      // Where none is known above, it is the entity that has to name one.
      const metAt = decides ?? entity.ref;
      const { owner } = run.entity(metAt) ?? entity;
      const isShown = decides === entity.ref || (decides && isVisible(decides));
      const reason = decides
        ? shownReason(result.reason, isVisible)
        : `${result.reason}; ${NAMED_IN[definition.metAt]}`;
      const doesNotGate = whyItDoesNotGate(
        framework,
        control,
        result,
        acceptances,
      );
      return {
        controlId: definition.id,
        citation: definition.citation,
        title: definition.title,
        verdict: result.verdict,
        ...(reason !== undefined && { reason }),
        critical: definition.critical,
        weight: definition.weight,
        obligation: definition.obligation,
        ...(doesNotGate !== undefined && { doesNotGate }),
        checks: isShown ? this.#describeChecks(control, run, metAt) : [],
        ...(decides &&
          definition.kind !== 'automatic' &&
          definition.attestation && {
            asks: definition.attestation.asks,
            fourEyes: definition.attestation.fourEyes,
          }),
        metAt,
        who: owner === undefined ? [] : [owner],
      };
    });
  }

  /** Those that are not as they should be. */
  #describeChecks(
    control: CompiledControl,
    run: DryRun,
    ref: string,
  ): JudgedControl['checks'] {
    return [...run.view(ref).check(control)].flatMap(
      ([id, { verdict, actual, reason }]) => {
        const found = actual ?? reason;
        const { expected, fix } = this.#rules.checks.get(id)!.definition;
        return verdict === 'pass' || verdict === 'not-applicable'
          ? []
          : [
              {
                id,
                expected,
                ...(found !== undefined && { actual: found }),
                fix,
              },
            ];
      },
    );
  }
}

function doesNotApply(framework: Framework, level: Level): GateFramework {
  return {
    id: framework.id,
    title: framework.title,
    version: framework.spec.version,
    outcome: 'pass',
    because: 'It is not asked of this entity',
    requiredLevel: level.id,
    requiredScore: level.minimumScore,
    blocking: [],
    advisory: [],
  };
}

function findLevel(
  { spec }: Framework,
  id: string | undefined,
  position: number,
): Level {
  const level =
    id === undefined
      ? spec.levels[0]
      : spec.levels.find(each => each.id === id);
  if (!level) {
    throw new InputError(
      `frameworks.${position}.level: found '${id}'; allowed are ${spec.levels
        .map(each => each.id)
        .join(', ')}`,
    );
  }
  return level;
}
