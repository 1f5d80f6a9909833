import { contentHash } from '@platform-ops/backstage-plugin-platform-ops-node';
import type { Acceptance } from '@platform-ops/backstage-plugin-scorecards-common';
import type { CompiledControl, Framework } from '@platform-ops/scorecards';
import {
  acceptanceKey,
  type Acceptances,
  type ReadText,
} from '../database/AcceptanceStore';

/** Whether nobody compared the text of a control with the framework's own. */
export function isUnverified(
  { spec }: Framework,
  { definition }: CompiledControl,
): boolean {
  return (definition.source ?? spec.source).kind === 'unverified';
}

/** The text of a control that somebody accepts: another one is not accepted. */
export function textOf(
  { id, spec }: Framework,
  { definition }: CompiledControl,
): ReadText {
  const { title, summary, citation, source = spec.source } = definition;
  return {
    frameworkId: id,
    controlId: definition.id,
    textHash: contentHash({ title, summary, citation, source }),
  };
}

/** Who accepted the text of an unverified control, as it is. */
export function findAcceptance(
  acceptances: Acceptances,
  framework: Framework,
  control: CompiledControl,
): Acceptance | undefined {
  return isUnverified(framework, control)
    ? acceptances.get(acceptanceKey(textOf(framework, control)))
    : undefined;
}

/** Whether a control may gate: its text was verified, or somebody accepted it. */
export function isAccepted(
  acceptances: Acceptances,
  framework: Framework,
  control: CompiledControl,
): boolean {
  return (
    !isUnverified(framework, control) ||
    findAcceptance(acceptances, framework, control) !== undefined
  );
}
