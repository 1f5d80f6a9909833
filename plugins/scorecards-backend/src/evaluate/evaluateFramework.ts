import {
  evaluateControl,
  type CompiledControl,
  type ControlCircumstances,
  type ControlResult,
  type Framework,
} from '@platform-ops/scorecards';
import type { KnownVerdict } from '../database/packVerdicts';
import type { ScorecardEntity } from '../entities/ScorecardEntity';
import type { FactsView } from './FactsView';
import { statedOf, type StatedOfEntity } from './Stated';
import { isMetAt, refsAbove } from './whereMet';

/** What a control of a framework says of an entity above. */
export type ReadAbove = (
  entityRef: string,
  controlId: string,
) => KnownVerdict | undefined;

const IN_FAVOUR: ReadonlySet<string> = new Set([
  'pass',
  'attested',
  'inherited',
]);

/** From the worst; what is not known is never hidden by what is. */
const WORST_FIRST = [
  'fail',
  'error',
  'not-evaluated',
  'exempt',
  'warn',
  'attested',
  'inherited',
  'pass',
  'not-applicable',
];

/**
 * What each control of a framework says of an entity; undefined for controls
 * that are not asked of it.
 *
 * @param listed - Else only what others inherit from it is evaluated.
 */
export function evaluateFramework(options: {
  framework: Framework;
  entity: ScorecardEntity;
  view: FactsView;
  stated: StatedOfEntity;
  organisation: string | undefined;
  listed: boolean;
  readAbove: ReadAbove;
}): Array<ControlResult | undefined> {
  const { framework, entity, view, stated, organisation, listed, readAbove } =
    options;
  const evaluate = (control: CompiledControl): ControlResult | undefined => {
    const { metAt, id } = control.definition;
    const isHere = isMetAt(metAt, entity);
    if (!isHere && !listed) {
      return undefined;
    }
    if (metAt === 'entity' && !listed) {
      return undefined;
    }
    return evaluateControl(control, {
      entity: view.prepared,
      ...(isHere
        ? {
            checks: view.check(control),
            undecided: findUndecided(framework, control, evaluate),
            ...statedOf(
              stated,
              framework.id,
              control.definition,
              view.prepared.context.now,
            ),
          }
        : {
            checks: new Map(),
            above: findAbove(
              refsAbove(metAt, entity, organisation),
              id,
              readAbove,
            ),
          }),
    });
  };
  return framework.controls.map(evaluate);
}

/** The title of the control that has to be met before this one may not apply. */
function findUndecided(
  { controls }: Framework,
  { definition: { notApplicableAfter } }: CompiledControl,
  evaluate: (control: CompiledControl) => ControlResult | undefined,
): string | undefined {
  const first =
    notApplicableAfter === undefined
      ? undefined
      : controls.find(({ definition }) => definition.id === notApplicableAfter);
  const verdict = first && evaluate(first)?.verdict;
  return first && !(verdict && IN_FAVOUR.has(verdict))
    ? first.definition.title
    : undefined;
}

/** Where an entity runs on several clusters, the worst of them counts. */
export function findAbove(
  refs: string[],
  controlId: string,
  readAbove: ReadAbove,
): NonNullable<ControlCircumstances['above']> {
  const found = refs.map(entityRef => ({
    entityRef,
    known: readAbove(entityRef, controlId),
  }));
  if (found.length === 0 || found.some(({ known }) => !known)) {
    return 'unknown';
  }
  const [worst] = found.sort(
    (a, b) =>
      WORST_FIRST.indexOf(a.known!.verdict) -
      WORST_FIRST.indexOf(b.known!.verdict),
  );
  return {
    entityRef: worst.entityRef,
    result: { ...worst.known!, because: [] },
  };
}
