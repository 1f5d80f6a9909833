import { decisionSchema } from '@platform-ops/backstage-plugin-scorecards-common';
import { moveTo, stopClockAt } from '../__testUtils__/clock';
import { by, organisation, startPortal } from '../__testUtils__/startPortal';

const ENTITY = 'component:default/scanner';
const ASKS = by('user:default/olivia');
const DECIDES = by('user:default/clara');

stopClockAt('2026-11-23T12:00:00Z');

it('approves nothing of what is gone, as it may come back as something else', async () => {
  const entities = organisation();
  const portal = await startPortal({ entities });
  portal.collector.storage = { [ENTITY]: false };
  await portal.evaluate();
  await portal.collect();
  await portal.evaluate();
  const asked = await portal.post(
    '/decisions',
    {
      kind: 'exemption',
      entityRef: ENTITY,
      frameworkId: 'house',
      controlId: 'h-storage',
      reason: 'The vendor ships a fix in March',
      days: 30,
    },
    ASKS,
  );
  const { id } = decisionSchema.parse(asked.body);

  entities.splice(
    entities.findIndex(({ metadata }) => metadata.name === 'scanner'),
    1,
  );
  moveTo('2026-11-23T12:05:00Z');
  await portal.evaluate();

  const approved = await portal.post(`/decisions/${id}/approve`, {}, DECIDES);
  expect([approved.status, approved.body.error?.message]).toEqual([
    409,
    `It cannot be approved any more, only rejected: There is no entity ${ENTITY}`,
  ]);
  const rejected = await portal.post(`/decisions/${id}/reject`, {}, DECIDES);
  expect(rejected.body).toMatchObject({ state: 'rejected' });
  await portal.stop();
});
