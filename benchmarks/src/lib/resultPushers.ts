/*
 * Pipelines that hand in results, as fast as they are taken: each waits for its
 * answer, and for as long as it is told to where the portal is busy. Started as
 * a process of its own:
 *
 *   resultPushers.ts <url> <token> <pipelines> <results> <entities>
 *
 * It tells its parent { took, busy }: the milliseconds until each result was
 * taken, and how often one had to wait.
 */
import { setTimeout as delay } from 'node:timers/promises';
import { resultOf } from './results';

const [url, token, pipelines, results, entities] = process.argv.slice(2);
const took: number[] = [];
let busy = 0;
let next = 0;

async function push(number: number): Promise<void> {
  const body = JSON.stringify(resultOf(number, Number(entities)));
  const start = performance.now();
  for (;;) {
    const response = await fetch(`${url}/api/scorecards/results`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${token}`,
        'content-type': 'application/json',
      },
      body,
    });
    const text = await response.text();
    if (response.status === 202) {
      took.push(performance.now() - start);
      return;
    }
    if (response.status !== 429) {
      throw new Error(`${response.status} ${text.slice(0, 500)}`);
    }
    busy++;
    await delay(Number(response.headers.get('retry-after')) * 1000);
  }
}

async function runPipeline(): Promise<void> {
  while (next < Number(results)) {
    await push(next++);
  }
}

process.on('disconnect', () => process.exit(0));
Promise.all(Array.from({ length: Number(pipelines) }, runPipeline)).then(
  () => process.send?.({ took, busy }),
  error => process.send?.({ error: String(error) }),
);
