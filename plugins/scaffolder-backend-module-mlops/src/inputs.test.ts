import { validate } from 'jsonschema';
import { createActions, type ActionServices } from './createActions';

/** What somebody might type who means no good. */
const HOSTILE = [
  '',
  ' ',
  'a b',
  '../../etc/passwd',
  'a/../b',
  '/etc',
  'a\nkind: ClusterRole',
  'a: {b: c}',
  '"a"',
  '$(reboot)',
  '`reboot`',
  'a;reboot',
  '${{ secrets.token }}',
  '{{ values.a }}',
  '{% raw %}',
  'ａ',
  'аdmin',
  'a\u202eb',
  'a\0',
  'a'.repeat(500),
];
const FIELDS: Array<[action: string, field: string]> = [
  ['publish:local-git', 'name'],
  ['kubernetes:apply', 'namespace'],
  ['kserve:inference-service:validate', 'namespace'],
  ['trainjob:submit', 'namespace'],
  ['trainjob:watch', 'name'],
  ['argocd:application:sync', 'name'],
  ['argocd:application:wait', 'namespace'],
  ['argocd:application:roll-back', 'name'],
  ['mlflow:alias:set', 'alias'],
  ['mlflow:alias:set', 'version'],
  ['mlflow:webhook:create', 'url'],
];

describe('inputs', () => {
  const actions = createActions({} as ActionServices);

  it.each(FIELDS)('%s refuses a hostile %s, and names it', (id, field) => {
    const { schema } = actions.find(action => action.id === id)!;
    for (const value of HOSTILE) {
      const errors = validate({ [field]: value }, schema!.input!).errors.map(
        error => error.property,
      );
      expect([value, errors]).toEqual([
        value,
        expect.arrayContaining([`instance.${field}`]),
      ]);
    }
  });

  it('refuse hostile names of pieces', () => {
    const { schema } = actions.find(
      ({ id }) => id === 'golden-path:fetch-shared',
    )!;
    const { errors } = validate({ pieces: HOSTILE }, schema!.input!);
    expect(new Set(errors.map(({ property }) => property)).size).toBe(
      HOSTILE.length,
    );
  });

  it('take what is usual', () => {
    for (const [id, input] of [
      ['publish:local-git', { name: 'chest-xray-2', owner: 'radiology' }],
      [
        'mlflow:webhook:create',
        {
          connection: 'main',
          name: 'a',
          url: 'https://a.example.com:8443/hook?x=1',
          events: ['model_version.created'],
        },
      ],
      [
        'mlflow:model:create',
        { connection: 'main', name: 'Chest X-ray (größer)' },
      ],
      [
        'argocd:application:sync',
        { connection: 'main', name: 'chest-xray.prod', namespace: 'team-a' },
      ],
    ] as const) {
      const { schema } = actions.find(action => action.id === id)!;
      expect(validate(input, schema!.input!).errors).toEqual([]);
    }
  });
});
