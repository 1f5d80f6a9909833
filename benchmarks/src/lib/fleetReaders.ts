/*
 * Readers of the portal: each asks again and again for the card of some entity,
 * with its course of 24 hours, or for the fleet. Started as a process of its own:
 *
 *   fleetReaders.ts <url> <token> <readers> <entities>
 *
 * It reads until its parent says 'stop' and then tells { card, fleet }, the
 * milliseconds that each request took.
 */
import { fleetService } from './fleetNames';

const [url, token, readers, entities] = process.argv.slice(2);
const headers = { authorization: `Bearer ${token}` };
const took = { card: [] as number[], fleet: [] as number[] };
let stopped = false;

async function get(path: string): Promise<void> {
  const response = await fetch(`${url}/api/ops-health${path}`, { headers });
  const text = await response.text();
  if (!response.ok) {
    throw new Error(`${path}: ${response.status} ${text.slice(0, 500)}`);
  }
}

async function readCard(reader: number, round: number): Promise<void> {
  const ref = `component:default/${fleetService(
    (reader * 7919 + round * 104_729) % Number(entities),
  )}`;
  const to = new Date();
  const from = new Date(to.getTime() - 24 * 3_600_000);
  await get(`/health?entityRef=${ref}`);
  await get(
    `/health/series?entityRef=${ref}&from=${from.toISOString()}&to=${to.toISOString()}&points=96&indicator=error-ratio&indicator=latency`,
  );
}

async function read(reader: number): Promise<void> {
  // One in five looks at the fleet, the others at cards.
  const page = reader % 5 === 0 ? 'fleet' : 'card';
  for (let round = 0; !stopped; round++) {
    const start = performance.now();
    await (page === 'fleet' ? get('/fleet') : readCard(reader, round));
    took[page].push(performance.now() - start);
  }
}

process.on('message', message => {
  if (message === 'stop') {
    stopped = true;
  }
});
process.on('disconnect', () => process.exit(0));
Promise.all(
  Array.from({ length: Number(readers) }, (_, reader) => read(reader)),
).then(
  () => process.send?.(took),
  error => process.send?.({ error: String(error) }),
);
