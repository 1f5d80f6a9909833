import type {
  FrameworkControl,
  FrameworkDetail,
  FrameworkSummary,
} from '@platform-ops/backstage-plugin-scorecards-common';
import type { CompiledControl, Framework } from '@platform-ops/scorecards';

/** A framework as lists show it. */
export function summarizeFramework(framework: Framework): FrameworkSummary {
  const { id, title, description, spec, controls } = framework;
  return {
    id,
    title,
    description,
    version: spec.version,
    scope: spec.scope,
    source: spec.source,
    mappingOnly: spec.mappingOnly,
    voluntary: spec.voluntary,
    kinds: spec.appliesTo.kinds,
    levels: spec.levels,
    controls: controls.length,
    automatic: controls.filter(
      ({ definition }) => definition.kind === 'automatic',
    ).length,
  };
}

/** A framework in full. */
export function describeFramework(framework: Framework): FrameworkDetail {
  return {
    ...summarizeFramework(framework),
    controls: framework.controls.map(control =>
      describeControl(control, framework),
    ),
  };
}

export function describeControl(
  { definition, checks }: CompiledControl,
  { spec }: Framework,
): FrameworkControl {
  return {
    id: definition.id,
    citation: definition.citation,
    title: definition.title,
    summary: definition.summary,
    source: definition.source ?? spec.source,
    effectiveFrom: definition.effectiveFrom,
    obligation: definition.obligation,
    critical: definition.critical,
    weight: definition.weight,
    metAt: definition.metAt,
    kind: definition.kind,
    checks,
    attestation: definition.attestation,
  };
}
