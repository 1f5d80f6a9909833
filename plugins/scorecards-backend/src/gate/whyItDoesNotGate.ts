import type {
  CompiledControl,
  ControlResult,
  Framework,
} from '@platform-ops/scorecards';
import type { Acceptances } from '../database/AcceptanceStore';
import { isAccepted } from '../decisions/acceptances';

/** Why a control does not gate, in a sentence; undefined where it does. */
export function whyItDoesNotGate(
  framework: Framework,
  control: CompiledControl,
  { isUpcoming }: ControlResult,
  acceptances: Acceptances,
): string | undefined {
  if (isUpcoming) {
    return `It is not in force before ${control.definition.effectiveFrom}`;
  }
  return isAccepted(acceptances, framework, control)
    ? undefined
    : 'Its text is unverified, and nobody has accepted it';
}
