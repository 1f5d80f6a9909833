/*
 * What it takes to evaluate all checks of a large catalog, what when little
 * changed, and how that compares with the engine of tech-insights.
 * docs/performance.md holds the current figures.
 */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { parseArgs } from 'node:util';
import { startBenchDatabase, type BenchDatabase } from './lib/benchDatabase';
import { round, watchPeakMemory } from './lib/measure';
import { ScorecardsBackend } from './lib/scorecardsBackend';
import { evaluateInMemory } from './lib/scorecardsInMemory';
import { ScorecardsTarget } from './lib/scorecardsTarget';
import { runTechInsights } from './lib/techInsightsPeer';

const PEER_ENTITIES = 1000;
const CHANGED_SHARE = 0.01;
const WIDEST = 300;

function readOptions() {
  const { values } = parseArgs({
    options: {
      entities: { type: 'string', default: '10000' },
      checks: { type: 'string', default: '60' },
      database: { type: 'string' },
    },
  });
  const number = (name: 'entities' | 'checks', least: number, most: number) => {
    const value = Number(values[name]);
    if (!Number.isInteger(value) || value < least || value > most) {
      throw new Error(
        `--${name}: found '${values[name]}', allowed is a whole number from ${least} to ${most}`,
      );
    }
    return value;
  };
  return {
    entities: number('entities', 100, 1_000_000),
    checks: number('checks', 1, WIDEST),
    database: values.database,
  };
}

/** Runs once with all that is new, then with what changed. */
async function measureRuns(
  target: ScorecardsTarget,
  database: BenchDatabase,
  folder: string,
) {
  const file = path.join(folder, 'bench.yaml');
  await writeFile(file, target.toFile());
  const run = await ScorecardsBackend.start({
    target,
    database: database.fresh(),
    file,
  });
  // Now the entities are known, and nothing of them.
  await run.evaluate();
  await run.collect();
  const delays = monitorEventLoopDelay({ resolution: 5 });
  delays.enable();
  const fullSeconds = await run.evaluate();
  delays.disable();
  const verdictRows = await run.countRows('scorecards');
  const intervalRows = await run.countRows('intervals');
  target.change(
    Math.max(1, Math.floor(target.entities.length * CHANGED_SHARE)),
  );
  const eventLoopMaxMs = delays.max / 1e6;
  await run.collect();
  const incrementalSeconds = await run.evaluate();
  await run.backend.stop();
  return {
    fullSeconds,
    incrementalSeconds,
    verdictRows,
    intervalRows,
    eventLoopMaxMs,
  };
}

async function measure(options: ReturnType<typeof readOptions>) {
  const { entities, checks } = options;
  const database = await startBenchDatabase(options.database);
  const folder = await mkdtemp(path.join(tmpdir(), 'bench-scorecards-'));
  const peakMemory = watchPeakMemory();
  console.log(
    `${entities} entities with ${checks} checks, ${database.name}, Node ${process.version}`,
  );
  const peerEntities = Math.min(PEER_ENTITIES, entities);
  const small = () => new ScorecardsTarget(peerEntities, checks);
  const peer = await runTechInsights({
    target: small(),
    database: database.fresh(),
  });
  const inMemory = evaluateInMemory(small());
  if (peer.passed !== inMemory.passed) {
    throw new Error(
      `The peer passes ${peer.passed} checks and the library ${inMemory.passed}`,
    );
  }
  console.log(`${peer.passed} checks pass, by the peer as well`);
  const onPeer = await measureRuns(small(), database, folder);
  const full = await measureRuns(
    new ScorecardsTarget(entities, checks),
    database,
    folder,
  );
  await database.stop();
  await rm(folder, { recursive: true });
  return {
    entities,
    checks,
    fullSeconds: round(full.fullSeconds),
    incrementalSeconds: round(full.incrementalSeconds),
    verdictRows: full.verdictRows,
    intervalRows: full.intervalRows,
    eventLoopMaxMs: round(full.eventLoopMaxMs, 0),
    peakMemoryMB: round(peakMemory(), 0),
    peerEntities,
    peerSeconds: round(peer.seconds),
    oursOnPeerSeconds: round(onPeer.fullSeconds),
    oursInMemorySeconds: round(inMemory.seconds, 3),
  };
}

measure(readOptions()).then(
  result => {
    console.log(JSON.stringify(result));
    process.exit(0);
  },
  error => {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  },
);
