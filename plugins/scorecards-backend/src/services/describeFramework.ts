import type {
  FrameworkControl,
  FrameworkDetail,
  FrameworkSummary,
} from '@platform-ops/backstage-plugin-scorecards-common';
import type { CompiledControl, Framework } from '@platform-ops/scorecards';
import type { Acceptances } from '../database/AcceptanceStore';
import { findAcceptance } from '../decisions/acceptances';

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
    caps: {
      critical: spec.caps.critical,
      exempt: spec.caps.exempt ?? spec.levels.at(-2)?.id,
    },
    controls: controls.length,
    automatic: controls.filter(
      ({ definition }) => definition.kind === 'automatic',
    ).length,
  };
}

/** A framework in full. */
export function describeFramework(
  framework: Framework,
  acceptances: Acceptances,
): FrameworkDetail {
  return {
    ...summarizeFramework(framework),
    controls: framework.controls.map(control =>
      describeControl(control, framework, acceptances),
    ),
  };
}

export function describeControl(
  control: CompiledControl,
  framework: Framework,
  acceptances: Acceptances,
): FrameworkControl {
  const { definition, checks } = control;
  return {
    id: definition.id,
    citation: definition.citation,
    title: definition.title,
    summary: definition.summary,
    source: definition.source ?? framework.spec.source,
    effectiveFrom: definition.effectiveFrom,
    obligation: definition.obligation,
    critical: definition.critical,
    weight: definition.weight,
    metAt: definition.metAt,
    kind: definition.kind,
    checks,
    attestation: definition.attestation,
    acceptance: findAcceptance(acceptances, framework, control),
  };
}
