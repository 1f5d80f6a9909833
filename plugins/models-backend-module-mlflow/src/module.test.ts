import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import {
  modelRegistriesExtensionPoint,
  type ModelRegistry,
} from '@platform-ops/backstage-plugin-models-node';
import { modelsModuleMlflow } from './module';

async function start(registries: object) {
  const added: ModelRegistry[] = [];
  const backend = await startTestBackend({
    extensionPoints: [
      [
        modelRegistriesExtensionPoint,
        { addModelRegistry: (...more) => added.push(...more) },
      ],
    ],
    features: [
      modelsModuleMlflow,
      mockServices.rootConfig.factory({ data: { models: { registries } } }),
    ],
  });
  await backend.stop();
  return added;
}

it('adds each registry of its type', async () => {
  const added = await start({
    prod: { type: 'mlflow', url: 'https://a.example.com', title: 'Production' },
    research: {
      type: 'mlflow',
      url: 'http://b.example.com',
      uiUrl: 'https://ui.example.com',
    },
    other: { type: 'kubeflow', url: 'http://c.example.com' },
    sandbox: { type: 'mlflow', url: 'http://d.example.com', sandbox: true },
  });
  expect(
    added.map(({ id, type, title, uiUrl }) => [id, type, title, uiUrl]),
  ).toEqual([
    ['prod', 'mlflow', 'Production', 'https://a.example.com'],
    ['research', 'mlflow', 'research', 'https://ui.example.com'],
  ]);
});

it('stops the start on a bad entry', async () => {
  await expect(
    start({ prod: { type: 'mlflow', url: 'mlflow.example.com' } }),
  ).rejects.toThrow(
    /models\.registries\.prod\.url: found 'mlflow\.example\.com', allowed is/,
  );
});
