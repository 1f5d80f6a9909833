import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import { FakeHttpServer } from '@platform-ops/test-servers';
import { DryRunner } from './DryRunner';

const template: Entity = {
  apiVersion: 'scaffolder.backstage.io/v1beta3',
  kind: 'Template',
  metadata: { name: 'greeting' },
};

it.each([
  [400, 'InputError', 'values: more is wrong in them than can be told'],
  [200, 'ConflictError', 'template:default/greeting cannot be previewed'],
  [503, 'ServiceUnavailableError', 'The scaffolder is not ready'],
])('says what is too large in an answer of status %s', async (...wanted) => {
  const [status, name, message] = wanted;
  const scaffolder = await FakeHttpServer.start();
  scaffolder.answer(() => ({
    status,
    body: { large: status === 503 ? '' : 'x'.repeat(10_000_000) },
  }));
  const runner = new DryRunner({
    auth: mockServices.auth(),
    discovery: mockServices.discovery.mock({
      getBaseUrl: async () => scaffolder.url,
    }),
  });
  await expect(
    runner.run(
      { template, values: {}, files: [] },
      {
        credentials: mockCredentials.user(),
        signal: new AbortController().signal,
      },
    ),
  ).rejects.toMatchObject({ name, message: expect.stringContaining(message) });
  await scaffolder.stop();
});
