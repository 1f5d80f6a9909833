import { contentHash } from '@platform-ops/backstage-plugin-platform-ops-node';
import type { SloDefinition } from '@platform-ops/slo';
import type { StoredChange } from '../database/ChangeStore';
import { describeSloIndicator, describeSloPeriod } from './describeSlo';
import type { EntitySlo } from './EntitySlo';

/**
 * What changed of objectives, each in a sentence without its end. An entity's
 * first ones are no change: when they were set is not known.
 */
export function findObjectiveChanges(
  before: EntitySlo[],
  now: EntitySlo[],
  at: Date,
): StoredChange[] {
  const known = new Set(before.map(({ entityRef }) => entityRef));
  const old = new Map(before.map(slo => [slo.id, slo]));
  const left = new Set(now.map(({ id }) => id));
  const changes = [
    ...now
      .filter(({ entityRef }) => known.has(entityRef))
      .flatMap(({ id, entityRef, definition }) =>
        describe(old.get(id)?.definition, definition).map(text => ({
          entityRef,
          text,
        })),
      ),
    ...before
      .filter(({ id }) => !left.has(id))
      .map(({ entityRef, definition }) => ({
        entityRef,
        text: `objective ${definition.displayName} removed`,
      })),
  ];
  return changes.map(change => ({ ...change, at, kind: 'config' }));
}

function describe(
  before: SloDefinition | undefined,
  now: SloDefinition,
): string[] {
  const name = now.displayName;
  if (!before) {
    return [`objective ${name} added: ${describeTarget(now)}`];
  }
  const facts: Array<[string, (slo: SloDefinition) => string]> = [
    [`objective ${name}`, describeTarget],
    [`period of the objective ${name}`, describeSloPeriod],
    [`what the objective ${name} counts`, describeSloIndicator],
  ];
  const texts = facts
    .filter(([, read]) => read(before) !== read(now))
    .map(([subject, read]) => `${subject}: ${read(before)} → ${read(now)}`);
  return texts.length === 0 && countsOtherwise(before, now)
    ? [`what the objective ${name} counts changed`]
    : texts;
}

function describeTarget({ objective }: SloDefinition): string {
  return `${Number((objective * 100).toPrecision(12))} %`;
}

/** In what words do not tell, such as queries. */
function countsOtherwise(before: SloDefinition, now: SloDefinition): boolean {
  return (
    contentHash([before.indicator, before.budgeting]) !==
    contentHash([now.indicator, now.budgeting])
  );
}
