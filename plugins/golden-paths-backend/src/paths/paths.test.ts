import { startPortal } from './__testUtils__/startPortal';
import {
  greetingTemplate,
  madeBy,
  templateAt,
} from './__testUtils__/templates';

jest.setTimeout(60_000);

const URL = 'url:https://github.com/acme/paths/blob/main/template.yaml';

/** A path of its own name. */
function path(name: string, version: string) {
  const template = templateAt(greetingTemplate(version), URL);
  return { ...template, metadata: { ...template.metadata, name } };
}

describe('golden paths', () => {
  let portal: Awaited<ReturnType<typeof startPortal>>;

  beforeAll(async () => {
    portal = await startPortal();
    portal.state.entities = [
      path('greeting', '1.10.0'),
      path('odd', 'latest'),
      madeBy('alpha', 'greeting@1.9.0'),
      madeBy('beta', 'greeting@1.10.0'),
      madeBy('gamma', 'greeting@1.10.0-rc.1'),
      madeBy('delta', 'greeting@v1'),
      madeBy('epsilon', 'greeting'),
      madeBy('zeta', 'gone@1.0.0'),
      madeBy('eta', 'odd@1.0.0'),
      madeBy('theta', '<script>@1.0.0'),
      madeBy('iota', 'greeting@2.0.0'),
    ];
  });

  beforeEach(() => {
    Object.assign(portal.state, { hidden: [], denied: [] });
  });

  afterAll(() => portal.stop());

  it('lists paths with what came from them', async () => {
    const { body } = await portal.get('/paths');
    expect(body.items).toEqual([
      {
        templateRef: 'template:default/greeting',
        title: 'Greeting',
        description: 'Greets',
        version: '1.10.0',
        minutes: 5,
        controls: ['secure-delivery/reviews', 'hipaa-security/audit'],
        entities: 6,
        behind: 2,
        unknown: 2,
      },
      expect.objectContaining({
        templateRef: 'template:default/odd',
        version: 'latest',
        entities: 1,
        behind: 0,
        unknown: 1,
        problem:
          "The path has the version 'latest'; expected is one such as 1.0.0",
      }),
    ]);
  });

  it('tells how an entity stands, and never that it is up to date where nobody knows', async () => {
    const standing = async (name: string) => {
      const { body } = await portal.get(
        `/entities/paths?entityRef=component:default/${name}`,
      );
      return body.items[0];
    };
    expect(await standing('alpha')).toEqual({
      entityRef: 'component:default/alpha',
      title: 'ALPHA',
      owner: 'group:default/radiology',
      templateRef: 'template:default/greeting',
      version: '1.9.0',
      latest: '1.10.0',
      isBehind: true,
    });
    expect(await standing('beta')).toMatchObject({ isBehind: false });
    expect(await standing('gamma')).toMatchObject({ isBehind: true });
    expect(await standing('iota')).toMatchObject({ isBehind: false });
    for (const [name, problem] of [
      ['delta', "'greeting@v1'; expected is <path>@<version>"],
      ['epsilon', "'greeting'; expected is <path>@<version>"],
      ['eta', "'latest'"],
    ]) {
      const found = await standing(name);
      expect(found).not.toHaveProperty('latest');
      expect(found).toMatchObject({
        isBehind: false,
        problem: expect.stringContaining(problem),
      });
    }
    expect(await standing('zeta')).toEqual(
      expect.not.objectContaining({ latest: expect.anything() }),
    );
    expect(await standing('theta')).toBeUndefined();
    const missing = await portal.get(
      '/entities/paths?entityRef=component:default/nothing',
    );
    expect(missing.status).toBe(404);
  });

  it('pages what is behind, by title', async () => {
    const first = await portal.get('/entities/behind?limit=1');
    expect(first.body).toMatchObject({
      totalItems: 2,
      items: [{ entityRef: 'component:default/alpha' }],
    });
    const second = await portal.get(
      `/entities/behind?limit=1&cursor=${first.body.nextCursor}`,
    );
    expect(second.body).toEqual({
      totalItems: 2,
      items: [expect.objectContaining({ version: '1.10.0-rc.1' })],
    });
    expect((await portal.get('/entities/behind?cursor=other')).status).toBe(
      400,
    );
  });

  it('shows nobody what the catalog does not show them', async () => {
    portal.state.hidden = ['alpha', 'odd'];
    const behind = await portal.get('/entities/behind');
    expect(behind.body.items).toMatchObject([
      { entityRef: 'component:default/gamma' },
    ]);
    expect(behind.text).not.toContain('alpha');
    const paths = await portal.get('/paths');
    expect(paths.body.items).toMatchObject([{ entities: 5, behind: 1 }]);
    const alpha = await portal.get(
      '/entities/paths?entityRef=component:default/alpha',
    );
    expect(alpha.status).toBe(404);
    const eta = await portal.get(
      '/entities/paths?entityRef=component:default/eta',
    );
    expect(eta.body.items[0]).not.toHaveProperty('latest');
    expect(eta.text).not.toContain('latest');
  });

  it('asks for permission', async () => {
    portal.state.denied = ['golden-paths.path.read'];
    for (const route of [
      '/paths',
      '/entities/behind',
      '/entities/paths?entityRef=component:default/alpha',
      '/entities/difference?entityRef=component:default/alpha',
    ]) {
      const { status, body } = await portal.get(route);
      expect(status).toBe(403);
      expect(body.error.message).toContain('golden-paths.path.read');
    }
    const nobody = await portal.get('/paths', {
      authorization: 'Bearer mock-none-token',
    });
    expect(nobody.status).toBe(401);
  });
});
