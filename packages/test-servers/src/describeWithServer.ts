import { findServer, TEST_SERVER_TITLES } from './findServer';
import { areTestServersRequired } from './findServerForTest';
import { recordUse } from './recordUse';
import { startAlertmanager } from './servers/startAlertmanager';
import { startKubernetes } from './servers/startKubernetes';
import { startMlflow } from './servers/startMlflow';
import { startMlserver } from './servers/startMlserver';
import { startMoto } from './servers/startMoto';
import { startPostgresql } from './servers/startPostgresql';
import { startPrometheus } from './servers/startPrometheus';
import { startVictoriametrics } from './servers/startVictoriametrics';

const STARTERS = {
  mlflow: () => startMlflow({ major: 3 }),
  mlflow2: () => startMlflow({ major: 2 }),
  mlserver: () => startMlserver(),
  postgresql: () => startPostgresql(),
  prometheus: () => startPrometheus(),
  alertmanager: () => startAlertmanager(),
  victoriametrics: () => startVictoriametrics(),
  moto: () => startMoto(),
  kubernetes: () => startKubernetes(),
};

/**
 * The servers that `describeWithServer` can start, and what each becomes.
 *
 * @public
 */
export type StartableServers = {
  [Name in keyof typeof STARTERS]: Awaited<ReturnType<(typeof STARTERS)[Name]>>;
};

/** This is no test file, though it makes tests. */
const jestGlobals = globalThis;
const START_TIMEOUT_MILLISECONDS = 120_000;

/**
 * A Jest `describe` whose tests share one real server. Where the server is not
 * installed they are skipped and say so; with `PORTAL_REQUIRE_TEST_SERVERS=1`
 * they fail instead.
 *
 * @public
 */
export function describeWithServer<Name extends keyof StartableServers>(
  name: Name,
  title: string,
  tests: (server: () => StartableServers[Name]) => void,
): void {
  let running: StartableServers[Name] | undefined;
  const server = () => {
    if (!running) {
      throw new Error(`${TEST_SERVER_TITLES[name]} runs only during the tests`);
    }
    return running;
  };
  const found = findServer(name);
  if (!found.found && areTestServersRequired()) {
    jestGlobals.describe(title, () => {
      jestGlobals.it(`needs ${TEST_SERVER_TITLES[name]}`, () => {
        throw new Error(found.reason);
      });
    });
    return;
  }
  if (!found.found) {
    recordUse({ server: name, outcome: 'skipped', reason: found.reason });
    const titleWithSkipReason = `${title} (skipped: ${found.reason})`;
    jestGlobals.describe.skip(titleWithSkipReason, () => tests(server));
    return;
  }
  jestGlobals.describe(
    `${title} (${TEST_SERVER_TITLES[name]}, ${found.version})`,
    () => {
      jestGlobals.beforeAll(async () => {
        running = (await STARTERS[name]()) as StartableServers[Name];
      }, START_TIMEOUT_MILLISECONDS);
      jestGlobals.afterAll(async () => {
        await running?.stop();
      });
      tests(server);
    },
  );
}
