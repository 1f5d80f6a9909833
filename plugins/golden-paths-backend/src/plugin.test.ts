import type { RouteDefinition } from '@platform-ops/backstage-plugin-platform-ops-node';
import { routes } from './api/routes';
import {
  startPortal,
  user,
  ROOT,
} from './repositories/__testUtils__/startPortal';
import request from 'supertest';

describe('goldenPathsPlugin', () => {
  it('documents requests that work, and names what is wrong with others', async () => {
    const { server, get, stop } = await startPortal({
      entities: [
        {
          apiVersion: 'backstage.io/v1alpha1',
          kind: 'Component',
          metadata: { name: 'checkout', namespace: 'default' },
        },
      ],
    });
    const document = (await get('/openapi.json')).body;
    const all = Object.entries<RouteDefinition>(routes);
    for (const [name, route] of all) {
      const path = route.path.replace(/:(\w+)/g, '{$1}');
      expect(document.paths[path][route.method].operationId).toBe(name);
    }
    for (const [name, route] of all.filter(([, { example }]) => example)) {
      const query = new URLSearchParams(route.example!.query).toString();
      const address = `${ROOT}${route.path}?${query}`;
      const answer = await (route.method === 'get'
        ? request(server).get(address)
        : request(server)
            .post(address)
            .send(route.example!.body as object)
      ).set(user);
      expect([name, answer.status]).toEqual([name, 200]);
      route.response?.parse(answer.body);
    }
    expect(
      (await get('/pipelines?entityRef=scanner')).body.error.message,
    ).toContain('entityRef: expected a full entity ref');
    await stop();
  });
});
