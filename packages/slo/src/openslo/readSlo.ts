import type { z } from 'zod';
import {
  type Findings,
  isMap,
  type Path,
  readShape,
} from '@platform-ops/documents';
import { formatObjective } from '../format';
import { readIndicator, type SourceTypes } from './readIndicator';
import { readObjectives, type ReadObjective } from './readObjectives';
import { readPeriod } from './readPeriod';
import {
  inlineIndicatorSchema,
  type metadataSchema,
  sloSpecSchema,
} from './schemas';
import type { SloDefinition, SloIndicator } from './SloDefinition';

export type Metadata = z.output<typeof metadataSchema>;

/** The indicators of the SLI documents, by name; undefined if one is wrong. */
export type SharedIndicators = ReadonlyMap<string, SloIndicator | undefined>;

export interface Shared {
  sourceTypes: SourceTypes;
  indicators: SharedIndicators;
}

/** Reads an SLO: one definition for each objective, none if there is a problem. */
export function readSlo(
  metadata: Metadata | undefined,
  spec: unknown,
  shared: Shared,
  findings: Findings,
): SloDefinition[] {
  const shape = readShape(sloSpecSchema, spec, ['spec'], findings);
  if (!isMap(spec)) {
    return [];
  }
  const indicator = readOwnIndicator(spec, shared, findings);
  const period = readPeriod(spec.timeWindow, ['spec', 'timeWindow'], findings);
  const objectives = readObjectives(
    spec.objectives,
    shape?.budgetingMethod,
    ['spec', 'objectives'],
    findings,
  );
  if (spec.alertPolicies !== undefined) {
    findings.notice(
      ['spec', 'alertPolicies'],
      'are not used: the portal alerts by its burn rate windows',
    );
  }
  if (
    !metadata ||
    !shape ||
    !indicator ||
    !period ||
    !objectives ||
    findings.problems.length > 0
  ) {
    return [];
  }
  return objectives.map(objective => ({
    ...names(metadata, objective, objectives.length > 1),
    ...(shape.description && { description: shape.description }),
    service: shape.service,
    indicator,
    objective: objective.objective,
    period,
    budgeting: objective.budgeting,
    labels: listLabels(metadata.labels),
    annotations: metadata.annotations ?? {},
  }));
}

function readOwnIndicator(
  spec: Record<string, unknown>,
  { sourceTypes, indicators }: Shared,
  findings: Findings,
): SloIndicator | undefined {
  const { indicator, indicatorRef } = spec;
  const path: Path = ['spec'];
  if ((indicator === undefined) === (indicatorRef === undefined)) {
    findings.refuse(
      indicator === undefined
        ? 'neither indicator nor indicatorRef'
        : 'both indicator and indicatorRef',
      'one of indicator and indicatorRef',
      path,
    );
  }
  if (indicator !== undefined) {
    const where = [...path, 'indicator'];
    const shape = readShape(inlineIndicatorSchema, indicator, where, findings);
    if (!isMap(indicator)) {
      return undefined;
    }
    const read = readIndicator(
      indicator.spec,
      [...where, 'spec'],
      sourceTypes,
      findings,
    );
    return shape && read;
  }
  if (typeof indicatorRef !== 'string') {
    return undefined;
  }
  if (!indicators.has(indicatorRef)) {
    const known = [...indicators.keys()].join(', ') || 'there is none';
    findings.problem(
      [...path, 'indicatorRef'],
      indicatorRef,
      `the name of an SLI among these documents (${known})`,
    );
  }
  return indicators.get(indicatorRef);
}

function names(
  metadata: Metadata,
  { objective, displayName }: ReadObjective,
  isOneOfSeveral: boolean,
): { name: string; displayName: string } {
  const title = metadata.displayName ?? metadata.name;
  if (!isOneOfSeveral) {
    return { name: metadata.name, displayName: title };
  }
  const percent = formatObjective(objective);
  const suffix = percent.replace(' %', '').replace('.', '-');
  return {
    name: `${metadata.name}-${suffix}`,
    displayName: `${title}: ${displayName ?? percent}`,
  };
}

function listLabels(labels: Metadata['labels'] = {}): Record<string, string[]> {
  return Object.fromEntries(
    Object.entries(labels).map(([key, value]) => [
      key,
      Array.isArray(value) ? value : [value],
    ]),
  );
}
