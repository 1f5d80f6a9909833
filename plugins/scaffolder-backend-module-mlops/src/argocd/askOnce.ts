import type { ActionContext } from '@backstage/plugin-scaffolder-node';
import type {
  ArgoCdApplication,
  ArgoCdClient,
  ArgoCdTarget,
} from '@platform-ops/mlops-clients';
import { checkpointKey } from '../context/checkpointKey';

/**
 * Asks Argo CD for something, once for each task.
 *
 * @remarks
 *
 * A portal that stopped right after it asked does not know that it did. Then
 * an application that is busy is taken for one that does what was asked, for
 * Argo CD refuses a second operation while the first is under way.
 *
 * @returns undefined where it was asked for before.
 */
export async function askOnce(
  ctx: Pick<ActionContext<object>, 'checkpoint' | 'input' | 'signal'>,
  id: string,
  options: {
    client: ArgoCdClient;
    target: ArgoCdTarget;
    ask: () => Promise<ArgoCdApplication>;
  },
): Promise<ArgoCdApplication | undefined> {
  let answer: ArgoCdApplication | undefined;
  let isFirstTry = false;
  await ctx.checkpoint({
    key: checkpointKey(`${id}.begun`, ctx.input),
    fn: () => {
      isFirstTry = true;
    },
  });
  await ctx.checkpoint({
    key: checkpointKey(id, ctx.input),
    fn: async () => {
      const { client, target, ask } = options;
      const found = isFirstTry
        ? undefined
        : await client.getApplication(target, { signal: ctx.signal });
      answer = found?.isOperationPending ? undefined : await ask();
    },
  });
  return answer;
}
