import { NotFoundError } from '@backstage/errors';
import type {
  Sample,
  Scorecard,
} from '@platform-ops/backstage-plugin-scorecards-common';
import type { SampleDraw } from '@platform-ops/backstage-plugin-scorecards-react';
import { EXAMPLE_FACT } from './controls';
import { EXAMPLE_FRAMEWORKS } from './frameworks';

const USUAL_SIZE = 25;
const { expiresAt, expired, hash, type, title, ...EVIDENCE } = EXAMPLE_FACT;

/** Enough of a hash for an example. */
function rank(seed: string, entityRef: string): number {
  let hashed = 7;
  for (const sign of `${seed} ${entityRef}`) {
    hashed = (hashed * 31 + sign.codePointAt(0)!) % 1_000_003;
  }
  return hashed;
}

/** Entities drawn by lot, with what their verdicts rest on. */
export function exampleSample(
  scorecards: readonly Scorecard[],
  draw: SampleDraw,
): Sample {
  const framework = EXAMPLE_FRAMEWORKS.find(({ id }) => id === draw.framework);
  const control = framework?.controls.find(({ id }) => id === draw.control);
  if (!framework || !control) {
    throw new NotFoundError('There is no such control');
  }
  const population = scorecards
    .filter(({ frameworkId }) => frameworkId === framework.id)
    .map(scorecard => ({
      scorecard,
      result: scorecard.controls.find(({ id }) => id === control.id)!,
    }))
    .sort(
      (one, other) =>
        rank(draw.seed, one.scorecard.entityRef) -
        rank(draw.seed, other.scorecard.entityRef),
    );
  const counts: Sample['counts'] = {};
  for (const { result } of population) {
    counts[result.verdict] = (counts[result.verdict] ?? 0) + 1;
  }
  return {
    frameworkId: framework.id,
    frameworkTitle: framework.title,
    controlId: control.id,
    citation: control.citation,
    title: control.title,
    from: draw.from,
    to: draw.to ?? new Date().toISOString(),
    seed: draw.seed,
    method:
      'All entities are sorted by the SHA-256 of the seed, a space and the ref of the entity; the first ones are taken.',
    population: population.length,
    counts,
    items: population
      .slice(0, draw.size ?? USUAL_SIZE)
      .map(({ scorecard, result }, index) => ({
        position: index + 1,
        entityRef: scorecard.entityRef,
        title: scorecard.title,
        verdict: result.verdict,
        since: result.since,
        reason: result.reason,
        frameworkVersion: scorecard.frameworkVersion,
        changes: index % 3,
        metBy: result.verdict === 'inherited' ? scorecard.system : undefined,
        facts: [
          { type, title, hash, ...(index % 4 !== 3 && { evidence: EVIDENCE }) },
        ],
        decisionId: result.verdict === 'exempt' ? 'd-2041' : undefined,
        attestationId: result.verdict === 'attested' ? 's-77' : undefined,
      })),
  };
}
