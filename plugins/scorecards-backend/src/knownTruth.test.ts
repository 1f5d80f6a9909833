import { TestDatabases } from '@backstage/backend-test-utils';
import {
  explainedControlSchema,
  getScorecardsResponseSchema,
} from '@platform-ops/backstage-plugin-scorecards-common';
import { moveTo, stopClockAt } from './__testUtils__/clock';
import { SeededOrganisation } from './__testUtils__/seededOrganisation';
import { by, startPortal } from './__testUtils__/startPortal';

const START = new Date('2026-11-23T12:00:00Z');
const OLIVIA = 'user:default/olivia';
const CLARA = 'user:default/clara';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_15'] });

stopClockAt(START);

describe.each(databases.eachSupportedId())(
  'an organisation of which all is known, on %s',
  databaseId => {
    it('says what is true, and nothing good of what nobody knows', async () => {
      const organisation = new SeededOrganisation('2026', 120);
      const portal = await startPortal({
        knex: await databases.init(databaseId),
        entities: organisation.entities,
      });
      const { collector, collect, evaluate, get } = portal;
      const read = async (ref: string) => {
        const { body } = await get(`/scorecards?entityRef=${ref}`);
        const card = getScorecardsResponseSchema
          .parse(body)
          .items.find(({ frameworkId }) => frameworkId === 'house')!;
        return {
          level: card.level,
          verdicts: Object.fromEntries(
            card.controls.map(({ id, verdict }) => [id, verdict]),
          ),
        };
      };
      const people = { trained: false, exempt: new Set<string>() };
      const check = async () => {
        for (const component of organisation.components) {
          const verdicts = organisation.expected(component, people);
          expect([component.ref, await read(component.ref)]).toEqual([
            component.ref,
            { verdicts, level: organisation.expectedLevel(verdicts) },
          ]);
        }
      };
      await evaluate();
      collector.storage = organisation.storage();
      collector.reviews = organisation.reviews(START);
      await collect();
      await evaluate();
      await check();

      // Each pass names the facts that it rests on.
      for (const { ref } of organisation.components.slice(0, 30)) {
        const { verdicts } = await read(ref);
        const inFavour = Object.entries(verdicts)
          .filter(([, verdict]) => ['pass', 'inherited'].includes(verdict))
          .map(([id]) => id);
        for (const id of inFavour) {
          const { body } = await get(`/controls/house/${id}?entityRef=${ref}`);
          const { checks } = explainedControlSchema.parse(body);
          expect(checks.flatMap(({ facts }) => facts)).toEqual([
            expect.objectContaining({ expired: false }),
          ]);
        }
      }

      // What people state and decide counts, and nothing else changes.
      const { status } = await portal.post(
        '/attestations',
        {
          entityRef: 'group:default/acme',
          frameworkId: 'house',
          controlId: 'h-training',
          statement: 'Everybody was trained in October',
        },
        by(CLARA),
      );
      expect(status).toBe(201);
      people.trained = true;
      const failing = organisation.components.filter(
        ({ truth }) => truth.encrypted === false,
      );
      for (const { ref } of failing.slice(0, 5)) {
        const asked = await portal.post(
          '/decisions',
          {
            kind: 'exemption',
            entityRef: ref,
            frameworkId: 'house',
            controlId: 'h-storage',
            reason: 'The storage is replaced in December',
            days: 30,
          },
          by(OLIVIA),
        );
        const decided = await portal.post(
          `/decisions/${asked.body.id}/approve`,
          {},
          by(CLARA),
        );
        expect(decided.body.state).toBe('approved');
        people.exempt.add(ref);
      }
      await evaluate();
      await check();

      // A collector that stops says nothing good for longer than it knows.
      collector.failure = new Error('It is gone');
      moveTo(new Date(START.getTime() + 2 * 3_600_000));
      await collect();
      await evaluate();
      for (const { ref, truth } of organisation.components) {
        expect([ref, (await read(ref)).verdicts]).toEqual([
          ref,
          {
            'h-storage': people.exempt.has(ref) ? 'exempt' : 'not-evaluated',
            // These facts hold for 30 days.
            'h-review': truth.review
              ? { fresh: 'pass', old: 'fail' }[truth.review]
              : 'not-evaluated',
            'h-backup': 'not-evaluated',
            'h-cluster': 'not-evaluated',
            'h-training': 'inherited',
            'h-later': 'not-evaluated',
          },
        ]);
      }
      await portal.stop();
    });
  },
);
