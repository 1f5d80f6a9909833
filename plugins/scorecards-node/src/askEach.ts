import {
  ConcurrencyLimit,
  describeFailure,
  inChunks,
} from '@platform-ops/backstage-plugin-platform-ops-node';
import type { CollectFailure } from './FactCollector';

const AT_ONCE = 4;
const CHUNK = 50;

/**
 * What {@link askEach} found out of some of the items.
 *
 * @public
 */
export interface EachAnswer<TItem, TAnswer> {
  answers: Array<{ item: TItem; answer: TAnswer }>;
  failures: CollectFailure[];
}

/**
 * Asks a system that has no list of each item on its own, a few at once. Where
 * it answers not one of fifty, the others are not tried: it is away.
 *
 * @param ask - Undefined says that there is nothing to tell of the item.
 * @param options - `subject` is what the failures concern, e.g. `deployments`.
 *
 * @public
 */
export async function* askEach<TItem, TAnswer>(
  items: TItem[],
  ask: (item: TItem) => Promise<TAnswer | undefined>,
  options: { subject: string; signal: AbortSignal },
): AsyncGenerator<EachAnswer<TItem, TAnswer>> {
  const { subject, signal } = options;
  const limit = ConcurrencyLimit.create(AT_ONCE);
  let asked = 0;
  for (const chunk of inChunks(items, CHUNK)) {
    const answers: Array<{ item: TItem; answer: TAnswer }> = [];
    const errors: unknown[] = [];
    await Promise.all(
      chunk.map(item =>
        limit.run(async () => {
          try {
            const answer = await ask(item);
            if (answer !== undefined) {
              answers.push({ item, answer });
            }
          } catch (error) {
            errors.push(error);
          }
        }, signal),
      ),
    );
    signal.throwIfAborted();
    asked += chunk.length;
    const isAway = errors.length === chunk.length;
    const left = isAway ? items.length - asked : 0;
    yield {
      answers,
      failures: errors.length
        ? [
            {
              subject: `${subject} of ${errors.length + left} entities`,
              message: describeFailure(errors[0]),
            },
          ]
        : [],
    };
    if (isAway) {
      return;
    }
  }
}
