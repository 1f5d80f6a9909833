import { mockServices } from '@backstage/backend-test-utils';
import { readConnections } from './readConnections';
import { assertMayUse } from './allowedUse';

const read = (entry: object) =>
  readConnections(
    mockServices.rootConfig({
      data: {
        goldenPaths: {
          connections: {
            argocd: { main: { url: 'https://argocd.example.com', ...entry } },
          },
        },
      },
    }),
  ).argocd[0];

describe('connections', () => {
  it('are for all templates, or for those that are named', () => {
    const ref = 'template:default/serve-model';
    expect(read({}).templates).toBeUndefined();
    const { templates } = read({ templates: ['Serve-Model'] });
    expect(templates).toEqual([ref]);
    const use =
      (entityRef: string | undefined, isDryRun = false) =>
      () =>
        assertMayUse(
          'key',
          { templates },
          {
            isDryRun,
            ...(entityRef && { templateInfo: { entityRef } }),
          },
        );
    expect(use(ref)).not.toThrow();
    expect(use('template:team/serve-model')).toThrow(
      'key.templates: template:team/serve-model is not among those that may use it',
    );
    expect(use(undefined)).toThrow('a task without a template');
    expect(() => assertMayUse('key', {}, {})).not.toThrow();
    // Which is what the scaffolder calls every template then.
    expect(use('template:default/dry-run', true)).not.toThrow();
  });

  it('are for all people, or for those that are named', () => {
    const { members } = read({ members: ['group:Imaging', 'user:team/ada'] });
    expect(members).toEqual(['group:default/imaging', 'user:team/ada']);
    const use = (ref: string | undefined, group?: string) => () =>
      assertMayUse(
        'key',
        { members },
        {
          user: {
            ref,
            entity: {
              relations: [
                { type: 'memberOf', targetRef: group ?? 'group:default/other' },
                { type: 'ownerOf', targetRef: 'group:default/imaging' },
              ],
            },
          },
        },
      );
    expect(use('user:team/ada')).not.toThrow();
    expect(use('user:default/bob', 'group:default/imaging')).not.toThrow();
    expect(use('user:default/ada')).toThrow(
      'key.members: user:default/ada is not among those that may use it',
    );
    expect(use(undefined)).toThrow('a task without a user');
    expect(() => read({ members: ['imaging'] })).toThrow(
      "argocd.main.members: found 'imaging', allowed are refs such as group:",
    );
  });

  it('name the key of what is wrong, and no secret', () => {
    expect(() => read({ templates: ['a:b:c'] })).toThrow(
      "goldenPaths.connections.argocd.main.templates: found 'a:b:c'",
    );
    expect(() =>
      read({ token: 'sesame', username: 'ada', password: 'opens' }),
    ).toThrow(/^(?!.*(sesame|opens)).*argocd\.main: found token/);
    expect(() => read({ url: 'https://ada:sesame@example.com' })).toThrow(
      /^(?!.*sesame).*argocd\.main\.url/,
    );
    expect(() => read({ uiUrl: 'data:text/html,a' })).toThrow(
      'argocd.main.uiUrl',
    );
  });
});
