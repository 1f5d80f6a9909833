import { writeFileSync } from 'node:fs';
import {
  createMockDirectory,
  TestDatabases,
} from '@backstage/backend-test-utils';
import { listScorecardsResponseSchema } from '@platform-ops/backstage-plugin-scorecards-common';
import { stopClockAt } from './__testUtils__/clock';
import { HOUSE_FILE, startPortal } from './__testUtils__/startPortal';

const SCANNER = 'component:default/scanner';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_15'] });
const directory = createMockDirectory();

const framework = (mappingOnly: boolean) => `apiVersion: platformops.io/v1alpha1
kind: Framework
metadata: { name: mapped, title: Mapped }
spec:
  version: '1'
  scope: All of it
  source: { kind: primary, title: Ourselves }
  mappingOnly: ${mappingOnly}
  appliesTo: { kinds: [Component] }
  levels: [{ id: full, title: Full, minimumScore: 0.1 }]
  controls:
    - id: m-1
      citation: M 1
      title: Storage
      summary: Nobody reads it
      kind: automatic
      rule: test-encrypted
`;

stopClockAt('2026-11-23T12:00:00Z');

describe.each(databases.eachSupportedId())('mapped on %s', databaseId => {
  it('never has a level, also before it is evaluated anew', async () => {
    const knex = await databases.init(databaseId);
    const file = directory.resolve('mapped.yaml');
    const start = async (mappingOnly: boolean) => {
      writeFileSync(file, framework(mappingOnly));
      const portal = await startPortal({
        knex,
        scorecards: { files: [HOUSE_FILE, file] },
      });
      portal.collector.storage = { [SCANNER]: true };
      const list = async (query = '') => {
        const { body } = await portal.get(
          `/scorecards/list?framework=mapped&text=scanner${query}`,
        );
        return listScorecardsResponseSchema
          .parse(body)
          .items.map(({ level, levelTitle }) => `${level} ${levelTitle}`);
      };
      return { ...portal, list };
    };
    const before = await start(false);
    await before.evaluate();
    await before.collect();
    await before.evaluate();
    expect(await before.list()).toEqual(['full Full']);
    expect(await before.list('&level=full')).toEqual(['full Full']);
    await before.stop();

    const after = await start(true);
    for (const evaluate of [async () => undefined, after.evaluate]) {
      await evaluate();
      expect(await after.list()).toEqual(['undefined undefined']);
      expect(await after.list('&level=full')).toEqual([]);
      expect(await after.list('&level=none')).toEqual(['undefined undefined']);
    }
    await after.stop();
  });
});
