import { describeWithServer } from '@platform-ops/test-servers';
import recorded from './__fixtures__/answers.json';
import { runConformance } from './conformance/runConformance';
import { startEmptyRegistry } from './conformance/startEmptyRegistry';

const token = 'sesame';

async function askSandbox() {
  const sandbox = await startEmptyRegistry(token);
  try {
    return await runConformance({ url: sandbox.url, token });
  } finally {
    await sandbox.stop();
  }
}

describe('the simulated MLflow', () => {
  it('answers a recorded session as the real server did', async () => {
    expect(await askSandbox()).toEqual(recorded);
  });
});

describeWithServer('mlflow', 'the simulated MLflow', server => {
  it('answers the same session as the real server does now', async () => {
    const real = await runConformance({ url: server().url });
    expect(await askSandbox()).toEqual(real);
  }, 60_000);
});
