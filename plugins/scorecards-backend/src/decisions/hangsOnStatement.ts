import {
  evaluateControl,
  readBoundValues,
  type Attestation,
  type CompiledControl,
} from '@platform-ops/scorecards';
import type { FactsView } from '../evaluate/FactsView';

const DAY_MS = 86_400_000;

/**
 * Whether a statement would change what a control says of an entity. It would
 * not where a machine finds a failure, or a fact is missing.
 */
export function hangsOnStatement(
  control: CompiledControl,
  view: FactsView,
): boolean {
  const attestation = stateNow(control, view);
  const ask = (stated?: Attestation) =>
    evaluateControl(control, {
      entity: view.prepared,
      checks: view.check(control),
      attestation: stated,
    }).verdict;
  return attestation !== undefined && ask(attestation) !== ask();
}

/** As if somebody did it; undefined where what it is bound to is not known. */
function stateNow(
  { definition }: CompiledControl,
  { prepared: { facts, context } }: FactsView,
): Attestation | undefined {
  const { now } = context;
  const statement = {
    id: '',
    signedBy: '',
    expiresAt: new Date(now.getTime() + DAY_MS),
  };
  if (!definition.attestation?.fourEyes) {
    return statement;
  }
  const bound = readBoundValues(definition.attestation.boundTo, facts, now);
  return 'missing' in bound
    ? undefined
    : {
        ...statement,
        approval: { by: '', at: now, reason: '', boundTo: bound.values },
      };
}
