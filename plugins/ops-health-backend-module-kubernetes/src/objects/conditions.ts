import type { ObservedCondition } from '@platform-ops/backstage-plugin-ops-health-node';
import { shorten } from '@platform-ops/backstage-plugin-platform-ops-node';
import { readTime } from './readTime';

const MAX_CONDITIONS = 30;

/**
 * One of an object's `status.conditions`.
 */
export interface Condition extends ObservedCondition {
  observedGeneration?: number;
  /** Deployments tell by it that a rollout still moves. */
  updatedAt?: Date;
}

/**
 * The conditions of a status; what is none is left out, for nobody checks what
 * a custom resource holds.
 */
export function readConditions(value: unknown): Condition[] {
  const listed: unknown[] = Array.isArray(value) ? value : [];
  return listed
    .filter(
      (item): item is Record<string, unknown> =>
        typeof item === 'object' &&
        item !== null &&
        'type' in item &&
        typeof item.type === 'string',
    )
    .slice(0, MAX_CONDITIONS)
    .map(item => ({
      type: shorten(String(item.type)),
      status: toStatus(item.status),
      reason: toText(item.reason),
      message: toText(item.message),
      since: readTime(item.lastTransitionTime),
      observedGeneration: toGeneration(item.observedGeneration),
      updatedAt: readTime(item.lastUpdateTime),
    }));
}

/** E.g. `Ready is false (RevisionFailed): it exited with 1`. */
export function describeCondition(condition: Condition): string {
  const { type, status, reason, message } = condition;
  return `${type} is ${status}${reason ? ` (${reason})` : ''}${
    message ? `: ${message}` : ''
  }`;
}

/** Without what only decides. */
export function toObserved(conditions: Condition[]): ObservedCondition[] {
  return conditions.map(
    ({ observedGeneration: _, updatedAt: __, ...condition }) => condition,
  );
}

/** Some controllers write it as text. */
export function toGeneration(value: unknown): number | undefined {
  const number = typeof value === 'string' && value ? Number(value) : value;
  return Number.isInteger(number) ? (number as number) : undefined;
}

/**
 * Whether the controller has not yet acted on the last change; false where it
 * does not tell.
 */
export function isBehind(
  observedGeneration: unknown,
  generation: number | undefined,
): boolean {
  const observed = toGeneration(observedGeneration);
  return (
    observed !== undefined && generation !== undefined && observed < generation
  );
}

function toStatus(value: unknown): ObservedCondition['status'] {
  switch (String(value).toLocaleLowerCase('en-US')) {
    case 'true':
      return 'true';
    case 'false':
      return 'false';
    default:
      return 'unknown';
  }
}

function toText(value: unknown): string | undefined {
  return typeof value === 'string' && value ? shorten(value) : undefined;
}
