import {
  describeBoundChange,
  describeBoundValues,
  readBoundValues,
  type BoundValues,
} from '../facts/boundValues';
import { describeMissing } from '../facts/describeMissing';
import type { CompiledControl } from '../files/Framework';
import type { CheckVerdict, Verdict } from '../verdicts';
import { combineVerdicts } from './combineVerdicts';
import type { CheckResult } from './evaluateCheck';
import type { EntityFacts } from './EntityFacts';

/**
 * What two people decided about a control of an entity: that its failing is
 * accepted for a while, that it does not apply, or that something else does
 * what an addressable one asks for.
 *
 * @public
 */
export interface Decision {
  id: string;
  kind: 'exemption' | 'not-applicable' | 'alternative';
  reason: string;
  expiresAt: Date;
}

/**
 * What a person stated, or the report of a provider.
 *
 * @public
 */
export interface Attestation {
  id: string;
  signedBy: string;
  expiresAt: Date;
  /** Of a statement of two people: the second of them. */
  approval?: {
    by: string;
    at: Date;
    /** Why the first of them asked for it. */
    reason: string;
    /** What the facts said that it is bound to. */
    boundTo: BoundValues;
  };
}

/** @public */
export interface ControlResult {
  verdict: Verdict;
  /** What it would be but for a decision; missing where it is the same. */
  underlying?: Verdict;
  /** In a sentence without its end. */
  reason?: string;
  /** It is not in force yet. */
  isUpcoming: boolean;
  /** Checks that are why. */
  because: string[];
  /** What counted of what people decided and stated. */
  decisionId?: string;
  attestationId?: string;
}

/** @public */
export interface ControlCircumstances {
  entity: EntityFacts;
  /** By the ids of all checks of its rule. */
  checks: ReadonlyMap<string, CheckResult>;
  attestation?: Attestation;
  decision?: Decision;
  /**
   * Where the control is met above the entity: what it says there, or that
   * nothing is known above.
   */
  above?: { entityRef: string; result: ControlResult } | 'unknown';
  /** What has to be met before it can be left out, and is not: its title. */
  undecided?: string;
}

const IN_FAVOUR: ReadonlySet<Verdict> = new Set([
  'pass',
  'attested',
  'inherited',
]);

/**
 * What a control says of an entity.
 *
 * @remarks
 *
 * What people decided counts until it expires, and then not at all. A machine
 * that finds a failure is not overruled by a statement: only what passes, or
 * what no machine checks, can be attested.
 *
 * @public
 */
export function evaluateControl(
  control: CompiledControl,
  circumstances: ControlCircumstances,
): ControlResult {
  const { definition } = control;
  const { entity, decision } = circumstances;
  const { now } = entity.context;
  const isUpcoming =
    definition.effectiveFrom !== undefined &&
    now < new Date(`${definition.effectiveFrom}T00:00:00Z`);
  const found = { ...judgeOrWait(control, circumstances), isUpcoming };
  if (
    !decision ||
    decision.expiresAt <= now ||
    found.verdict === 'not-applicable'
  ) {
    return found;
  }
  if (decision.kind === 'not-applicable') {
    return overrule(found, 'not-applicable', decision);
  }
  if (IN_FAVOUR.has(found.verdict)) {
    return found;
  }
  if (decision.kind === 'exemption') {
    return overrule(found, 'exempt', decision);
  }
  return definition.obligation === 'addressable'
    ? overrule(found, 'attested', decision)
    : found;
}

/** What nobody decided yet leaves nothing out. */
function judgeOrWait(
  control: CompiledControl,
  circumstances: ControlCircumstances,
): Omit<ControlResult, 'isUpcoming'> {
  const found = judge(control, circumstances);
  return circumstances.undecided !== undefined &&
    found.verdict === 'not-applicable'
    ? {
        verdict: 'not-evaluated',
        reason: `Whether it applies is to be decided first: ${circumstances.undecided}`,
        because: [],
      }
    : found;
}

function overrule(
  found: ControlResult,
  verdict: Verdict,
  { id, reason }: Decision,
): ControlResult {
  return {
    ...found,
    verdict,
    underlying: found.verdict,
    reason,
    decisionId: id,
  };
}

function judge(
  { definition, appliesWhen }: CompiledControl,
  { entity, checks, attestation, above }: ControlCircumstances,
): Omit<ControlResult, 'isUpcoming'> {
  if (above) {
    return judgeFromAbove(above, definition.metAt);
  }
  if (appliesWhen) {
    const applies = askWhether(appliesWhen, entity);
    if (applies !== true) {
      return applies === false
        ? {
            verdict: 'not-applicable',
            reason: definition.notApplicable,
            because: [],
          }
        : { ...applies, because: [] };
    }
  }
  const rule = definition.rule && judgeRule(definition.rule, checks);
  if (definition.kind === 'automatic') {
    return rule ?? { verdict: 'not-evaluated', because: [] };
  }
  if (rule && rule.verdict !== 'pass' && rule.verdict !== 'warn') {
    return rule;
  }
  const because = rule?.because ?? [];
  if (!attestation) {
    return {
      verdict: 'not-evaluated',
      reason: 'Nobody has stated it yet',
      because,
    };
  }
  if (attestation.expiresAt <= entity.context.now) {
    return {
      verdict: 'not-evaluated',
      reason: `What was stated expired at ${attestation.expiresAt.toISOString()}`,
      because,
    };
  }
  const reason = whyItDoesNotCount(attestation, definition, entity);
  if (reason !== undefined) {
    return { verdict: 'not-evaluated', reason, because };
  }
  if (rule?.verdict === 'warn') {
    return rule;
  }
  const { id, signedBy, approval } = attestation;
  const until = dayOf(attestation.expiresAt);
  return {
    verdict: definition.kind === 'inherited' ? 'inherited' : 'attested',
    because,
    ...(approval
      ? {
          reason: `Stated by ${signedBy}, approved by ${approval.by} until ${until}: ${approval.reason}`,
          decisionId: id,
        }
      : { reason: `Stated by ${signedBy} until ${until}`, attestationId: id }),
  };
}

/** It takes two people, or is of something else than what is. */
function whyItDoesNotCount(
  { signedBy, approval }: Attestation,
  { attestation: asked }: CompiledControl['definition'],
  { facts, context }: EntityFacts,
): string | undefined {
  if (!asked?.fourEyes) {
    return undefined;
  }
  if (!approval) {
    return `${signedBy} alone stated it; it counts once somebody else approves it`;
  }
  const current = readBoundValues(asked.boundTo, facts, context.now);
  if ('missing' in current) {
    return current.missing;
  }
  const change = describeBoundChange(approval.boundTo, current.values);
  return (
    change &&
    `Stated of ${
      describeBoundValues(approval.boundTo) || 'nothing in particular'
    } on ${dayOf(approval.at)} by ${signedBy} and ${approval.by}; ${change}`
  );
}

function dayOf(time: Date): string {
  return time.toISOString().slice(0, 10);
}

function judgeFromAbove(
  above: NonNullable<ControlCircumstances['above']>,
  metAt: string,
): Omit<ControlResult, 'isUpcoming'> {
  if (above === 'unknown') {
    return {
      verdict: 'not-evaluated',
      reason: `It is met by the ${metAt}, and none is known for this entity`,
      because: [],
    };
  }
  const { entityRef, result } = above;
  return {
    verdict: IN_FAVOUR.has(result.verdict) ? 'inherited' : result.verdict,
    reason: result.reason
      ? `${entityRef}: ${result.reason}`
      : `As ${entityRef} has it`,
    because: result.because,
    ...(result.decisionId && { decisionId: result.decisionId }),
    ...(result.attestationId && { attestationId: result.attestationId }),
  };
}

function judgeRule(
  rule: NonNullable<CompiledControl['definition']['rule']>,
  checks: ReadonlyMap<string, CheckResult>,
): Omit<ControlResult, 'isUpcoming'> {
  const verdictOf = (id: string): CheckVerdict =>
    checks.get(id)?.verdict ?? 'not-evaluated';
  const verdict = combineVerdicts(rule, verdictOf);
  const because = [...checks.keys()].filter(id => verdictOf(id) === verdict);
  const first = because.map(id => checks.get(id)!).find(check => check.reason);
  return {
    verdict,
    because,
    reason: first?.reason ?? checks.get(because[0])?.actual,
  };
}

function askWhether(
  expression: NonNullable<CompiledControl['appliesWhen']>,
  { facts, context }: EntityFacts,
): boolean | { verdict: 'not-evaluated' | 'error'; reason: string } {
  const reason = describeMissing(expression.facts, facts, context.now);
  if (reason) {
    return { verdict: 'not-evaluated', reason };
  }
  try {
    return expression.evaluate(context) === true;
  } catch (error) {
    return {
      verdict: 'error',
      reason: `Whether it applies could not be evaluated: ${
        String((error as Error).message).split('\n', 1)[0]
      }`,
    };
  }
}
