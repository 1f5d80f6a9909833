import { TestDatabases } from '@backstage/backend-test-utils';
import { initDatabase } from '../__testUtils__/initDatabase';
import { createStores } from './createStores';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_15'] });
const REF = 'component:default/cart';
const AT = new Date('2026-11-23T12:00:00Z');
const SPAN = { since: new Date(0), until: new Date(), limit: 10 };
/** As the end of a log has it that a cluster gives for a reason. */
const TEXT = 'exit code 1: \0\0 half \ud83d';
const KEPT = 'exit code 1:  half \ufffd';

describe.each(databases.eachSupportedId())('on %s', id => {
  // What cannot be kept would keep the states of all others from being kept.
  it('text of any kind is kept as far as possible', async () => {
    const { states, changes, sourceStore } = createStores(
      await initDatabase(databases, id),
    );
    await states.save(
      [
        {
          entityRef: REF,
          state: 'bad',
          since: AT,
          reason: TEXT,
          stale: false,
          reasons: [{ kind: 'condition', state: 'bad', text: TEXT }],
          environments: [],
          memory: { signals: [], pending: {} },
          hash: 'a',
        },
      ],
      [{ entityRef: REF, at: AT, from: 'good', to: 'bad', reason: TEXT }],
      true,
    );
    expect((await states.read(REF))?.reason).toBe(KEPT);
    expect((await states.listTransitions(SPAN))[0].reason).toBe(KEPT);
    await changes.add([{ entityRef: REF, at: AT, kind: 'config', text: TEXT }]);
    expect((await changes.list(SPAN))[0].text).toBe(KEPT);
    await sourceStore.saveLabelSets(
      'eu',
      [{ state: 'unmatched', rule: '', labels: { job: TEXT }, entityRefs: [] }],
      AT,
    );
    expect(
      (await sourceStore.listLabelSets('eu', { limit: 5, text: 'half' })).items,
    ).toHaveLength(1);
  });
});
