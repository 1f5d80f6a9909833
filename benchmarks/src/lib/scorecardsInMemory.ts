import {
  evaluateCheck,
  evaluateControl,
  prepareFacts,
  readRulebook,
  scoreFramework,
} from '@platform-ops/scorecards';
import { secondsSince } from './measure';
import type { ScorecardsTarget } from './scorecardsTarget';

/** The library alone: facts in, verdicts and levels out, nothing kept. */
export function evaluateInMemory(target: ScorecardsTarget): {
  seconds: number;
  passed: number;
} {
  const types = target.factTypes();
  const { rulebook, problems } = readRulebook(
    [{ name: 'bench.yaml', text: target.toFile() }],
    types,
  );
  if (problems.length > 0) {
    throw new Error(problems.map(({ message }) => message).join('\n'));
  }
  const byId = new Map(types.map(type => [type.id, type]));
  const collectedAt = new Date();
  const expiresAt = new Date(collectedAt.getTime() + 3_600_000);
  const known = target.entities.map((_, index) =>
    types.map(({ id }, group) => ({
      type: id,
      value: target.factsOf(index, group),
      collectedAt,
      expiresAt,
    })),
  );
  const [framework] = rulebook.frameworks;
  let passed = 0;
  const start = performance.now();
  for (const facts of known) {
    const entity = prepareFacts(facts, byId, new Date());
    const results = new Map(
      [...rulebook.checks].map(([id, check]) => [
        id,
        evaluateCheck(check, entity),
      ]),
    );
    const controls = framework.controls.map(control => ({
      definition: control.definition,
      ...evaluateControl(control, {
        entity,
        checks: new Map(control.checks.map(id => [id, results.get(id)!])),
      }),
    }));
    scoreFramework(
      controls.map(({ definition, verdict, isUpcoming }) => ({
        id: definition.id,
        weight: definition.weight,
        obligation: definition.obligation,
        isCritical: definition.critical,
        isUpcoming,
        verdict,
      })),
      framework.spec.levels,
      framework.spec.caps,
    );
    passed += controls.filter(({ verdict }) => verdict === 'pass').length;
  }
  return { seconds: secondsSince(start), passed };
}
