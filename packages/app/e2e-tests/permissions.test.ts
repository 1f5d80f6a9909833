import { expect, test } from '@playwright/test';
import { headersOf, type PersonId } from './support/api';

const PEOPLE: Array<[PersonId, number]> = [
  ['owner', 21],
  ['reviewer', 21],
  ['compliance', 21],
  ['viewer', 11],
];

for (const [person, count] of PEOPLE) {
  test(`the list and the catalog show the ${person} the same models`, async ({
    request,
  }) => {
    const headers = await headersOf(request, person);
    await expect(async () => {
      const list = await request.get('/api/models/models?limit=500', {
        headers,
      });
      const listed: string[] = (await list.json()).items.map(
        (item: { entityRef: string }) => item.entityRef,
      );
      const catalog = await request.get(
        '/api/catalog/entities/by-query?filter=kind=model&limit=500&fields=kind,metadata.namespace,metadata.name',
        { headers },
      );
      const refs: string[] = (await catalog.json()).items.map(
        (item: {
          kind: string;
          metadata: { namespace: string; name: string };
        }) =>
          `${item.kind}:${item.metadata.namespace}/${item.metadata.name}`.toLowerCase(),
      );
      expect(listed).toHaveLength(count);
      expect([...refs].sort()).toEqual([...listed].sort());
    }).toPass({ timeout: 90_000 });
  });
}

test('nobody gets in without a token', async ({ request }) => {
  for (const path of [
    '/api/models/models',
    '/api/models/models/facets',
    '/api/models/registries',
    '/api/models/openapi.json',
    '/api/models/changes?registry=sandbox',
    '/api/sandbox/status',
  ]) {
    expect([path, (await request.get(path)).status()]).toEqual([path, 401]);
  }
});
