import {
  SourceForbiddenError,
  type ConditionFailure,
} from '@platform-ops/backstage-plugin-ops-health-node';

/** What could not be read, and why. */
export function toFailure(
  error: unknown,
  subject: string,
  labels: Record<string, string>,
): ConditionFailure {
  return {
    subject,
    labels,
    message: error instanceof Error ? error.message : String(error),
    forbidden: error instanceof SourceForbiddenError,
  };
}

/**
 * Reads each thing by itself, so that one that fails does not hide the others.
 *
 * @param read - Gives undefined for what is gone meanwhile.
 */
export async function readEach<Item, Value>(
  items: Item[],
  read: (item: Item) => Promise<Value | undefined>,
  about: (item: Item) => Pick<ConditionFailure, 'subject' | 'labels'>,
): Promise<{ values: Value[]; failures: ConditionFailure[] }> {
  const values: Value[] = [];
  const failures: ConditionFailure[] = [];
  const results = await Promise.allSettled(items.map(read));
  results.forEach((result, index) => {
    if (result.status === 'fulfilled') {
      if (result.value !== undefined) {
        values.push(result.value);
      }
    } else {
      const { subject, labels } = about(items[index]);
      failures.push(toFailure(result.reason, subject, labels));
    }
  });
  return { values, failures };
}
