import { InputError } from '@backstage/errors';
import type { ActionContext } from '@backstage/plugin-scaffolder-node';
import { findSecret } from '../paths/findSecret';

/**
 * For what is shown to whoever may see it there: parameters of a run, tags of a
 * model, objects of a cluster.
 *
 * @throws InputError naming where a secret of the task stands.
 */
export function refuseSecrets(
  { secrets }: Pick<ActionContext<object>, 'secrets'>,
  value: unknown,
): void {
  const found = findSecret(value, secrets);
  if (found !== undefined) {
    throw new InputError(
      `${found}: found a secret of this task, and what stands there is read by many`,
    );
  }
}
