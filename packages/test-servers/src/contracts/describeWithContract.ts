import { findContract } from './findContract';
import { startArgoCdDouble } from './startArgoCdDouble';
import { startKfpDouble } from './startKfpDouble';
import { startKubeflowRegistryDouble } from './startKubeflowRegistryDouble';

const STARTERS = {
  kfp: startKfpDouble,
  'kubeflow-registry': startKubeflowRegistryDouble,
  argocd: startArgoCdDouble,
};

/** This is no test file, though it makes tests. */
const jestGlobals = globalThis;

/** The token that the doubles of `describeWithContract` want to see. */
export const DOUBLE_TOKEN = 'token-of-the-double';

/**
 * The doubles that `describeWithContract` can start.
 *
 * @public
 */
export type StartableDoubles = {
  [Name in keyof typeof STARTERS]: Awaited<ReturnType<(typeof STARTERS)[Name]>>;
};

/**
 * A Jest `describe` each of whose tests has a fresh double of a service. A test
 * fails if it broke the service's contract. Where the contract is not at hand
 * the tests are skipped and say so.
 *
 * @public
 */
export function describeWithContract<Name extends keyof StartableDoubles>(
  name: Name,
  title: string,
  tests: (double: () => StartableDoubles[Name]) => void,
): void {
  let running: StartableDoubles[Name] | undefined;
  const double = () => running!;
  const contract = findContract(name);
  if (!contract.found) {
    const titleWithSkipReason = `${title} (skipped: ${contract.reason})`;
    jestGlobals.describe.skip(titleWithSkipReason, () => tests(double));
    return;
  }
  jestGlobals.describe(`${title} (its published contract)`, () => {
    jestGlobals.beforeEach(async () => {
      running = (await STARTERS[name]({
        token: DOUBLE_TOKEN,
      })) as StartableDoubles[Name];
    });
    jestGlobals.afterEach(async () => {
      await running?.stop();
      if (running?.violations.length) {
        throw new Error(running.violations.join('\n'));
      }
    });
    tests(double);
  });
}
