import { TestDatabases } from '@backstage/backend-test-utils';
import { initDatabase } from '../__testUtils__/initDatabase';
import { testEntity } from '../__testUtils__/testEntity';
import { JoinAdvisor } from '../services/JoinAdvisor';
import { IndicatorProblemStore } from './IndicatorProblemStore';
import { SourceStore } from './SourceStore';

const AT = new Date('2026-11-23T12:00:00Z');

describe('what a person should put right', () => {
  const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_15'] });

  describe.each(databases.eachSupportedId())('%p', databaseId => {
    it('is replaced by what a source says next, and no more', async () => {
      const store = new IndicatorProblemStore(
        await initDatabase(databases, databaseId),
      );
      const [a, b] = ['component:default/a', 'component:default/b'];
      await store.replace(
        'eu',
        new Map([
          [a, [{ text: 'old' }]],
          [b, [{ text: 'old' }]],
        ]),
      );
      await store.replace('us', new Map([[a, [{ text: 'of us' }]]]));
      const query = { source: 'eu', text: 'up' };
      await store.replace('eu', new Map([[a, [{ text: 'new', query }]]]));
      expect(await store.read(a)).toEqual([
        { text: 'new', query },
        { text: 'of us' },
      ]);
      expect(await store.read(b)).toEqual([]);
      await store.keepSources(['eu']);
      expect(await store.read(a)).toHaveLength(1);
    });

    it('comes with labels that join nothing, for those who may see them', async () => {
      const sourceStore = new SourceStore(
        await initDatabase(databases, databaseId),
      );
      const labelSet = (service: string) => ({
        state: 'unmatched' as const,
        rule: '',
        labels: { namespace: 'shop', service },
        entityRefs: [],
      });
      await sourceStore.saveLabelSets('eu', [labelSet('cart')], AT);
      await sourceStore.saveLabelSets(
        'us',
        [
          { ...labelSet('CHECKOUT_v1'), state: 'matched', entityRefs: ['x'] },
          labelSet('Checkout-v2'),
          labelSet('100%'),
        ],
        AT,
      );
      const advisor = new JoinAdvisor({ sourceStore });
      const advise = async (
        annotations: Record<string, string>,
        given: Partial<Parameters<JoinAdvisor['advise']>[1]> = {},
        ref = 'component:default/checkout',
      ) => {
        const entity = testEntity(ref, { annotations });
        const [problem] = await advisor.advise(entity, {
          readings: [],
          hasState: false,
          hasResources: false,
          maySeeSources: true,
          ...given,
        });
        return problem && [problem.text, problem.annotation?.value];
      };
      const wrong = { 'platformops.io/metric-labels': 'service=chekout' };

      expect(await advise({})).toEqual([
        'No label set of any source is joined to this entity. Of those of us that join nothing this one comes closest.',
        'namespace=shop,service=Checkout-v2',
      ]);
      expect(await advise({}, { maySeeSources: false })).toEqual([
        expect.stringContaining('The page Health › Sources lists'),
        'namespace=<its namespace>,service=checkout',
      ]);
      const location = 'backstage.io/managed-by-location';
      expect(
        await advise(
          { [location]: 'url:https://git.example.org/churn' },
          {},
          'model:mlflow/churn',
        ),
      ).toEqual([
        expect.stringMatching(/the labels that are its own\.$/),
        'model_name=<its name in the metrics>',
      ]);
      expect(
        await advise(
          { [location]: 'models-registry:mlflow' },
          {},
          'model:mlflow/churn',
        ),
      ).toEqual([
        expect.stringMatching(
          /No file describes this entity: claim it in a repository and set the annotation there, or add a rule to opsHealth\.joins in the configuration\.$/,
        ),
        'model_name=<its name in the metrics>',
      ]);
      expect(await advise({}, { hasState: true })).toBeUndefined();
      expect(await advise(wrong, { hasState: true })).toEqual([
        expect.stringContaining(
          'No series has the labels of the annotation platformops.io/metric-labels, service=chekout.',
        ),
        'namespace=shop,service=Checkout-v2',
      ]);
      expect(await advise(wrong, { hasResources: true })).toBeDefined();
      expect(
        await advise(wrong, { hasState: true, hasResources: true }),
      ).toBeUndefined();
      expect(
        await sourceStore.findUnmatched(['100%', 'Cart'], 10),
      ).toMatchObject([
        { sourceId: 'us', labels: { service: '100%' } },
        { sourceId: 'eu', labels: { service: 'cart' } },
      ]);
    });
  });
});
