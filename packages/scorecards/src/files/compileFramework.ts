import type { Findings } from '@platform-ops/documents';
import type { CompiledCheck } from '../evaluate/CompiledCheck';
import { checksOf } from '../evaluate/combineVerdicts';
import type { ExpressionCompiler } from '../expressions/ExpressionCompiler';
import { compileExpression } from './compileExpression';
import type { CompiledControl, Framework } from './Framework';
import type { ControlDefinition, FrameworkSpec } from './schemas';
import { stableHash } from './stableHash';

/** @returns undefined where something in it does not fit. */
export function compileFramework(options: {
  metadata: { name: string; title: string; description?: string };
  spec: FrameworkSpec;
  compiler: ExpressionCompiler;
  checks: Map<string, CompiledCheck>;
  findings: Findings;
}): Framework | undefined {
  const { metadata, spec, compiler, checks, findings } = options;
  const before = findings.problems.length;
  const { controls, ...rest } = spec;
  checkLevels(spec, findings);
  const appliesWhen =
    spec.appliesTo.when &&
    compileExpression(
      spec.appliesTo.when,
      'bool',
      compiler,
      ['spec', 'appliesTo', 'when'],
      findings,
    );
  const seen = new Set<string>();
  const compiled = controls.map((definition, position): CompiledControl => {
    const path = ['spec', 'controls', position];
    if (seen.has(definition.id)) {
      findings.problem(
        [...path, 'id'],
        definition.id,
        'an id that no other control has',
      );
    }
    seen.add(definition.id);
    checkControl(definition, spec, path, findings);
    checkStatement(definition, compiler, path, findings);
    checkWhatComesBefore(definition, spec, path, findings);
    const used = definition.rule ? checksOf(definition.rule) : [];
    for (const id of used.filter(check => !checks.has(check))) {
      findings.refuse(
        `the check ${id}, which does not exist or has a problem itself`,
        'the id of a check',
        [...path, 'rule'],
      );
    }
    const untested = used.filter(
      check => checks.get(check)?.definition.testedOn.length === 0,
    );
    if (definition.kind === 'automatic' && untested.length > 0) {
      findings.refuse(
        `automatic, though ${untested.join(', ')} was not tested on any system`,
        'hybrid, or a check with testedOn',
        [...path, 'kind'],
      );
    }
    const applies =
      definition.appliesWhen &&
      compileExpression(
        definition.appliesWhen,
        'bool',
        compiler,
        [...path, 'appliesWhen'],
        findings,
      );
    return {
      definition,
      checks: used,
      ...(applies && { appliesWhen: applies }),
    };
  });
  if (findings.problems.length > before) {
    return undefined;
  }
  return {
    id: metadata.name,
    title: metadata.title,
    description: metadata.description,
    spec: rest,
    ...(appliesWhen && { appliesWhen }),
    controls: compiled,
    hash: stableHash({
      spec,
      checks: compiled.flatMap(({ checks: ids }) =>
        ids.map(id => checks.get(id)!.definition),
      ),
    }),
  };
}

function checkWhatComesBefore(
  { id, metAt, appliesWhen, notApplicableAfter }: ControlDefinition,
  { controls }: FrameworkSpec,
  path: Array<string | number>,
  findings: Findings,
): void {
  if (
    notApplicableAfter !== undefined &&
    !controls.some(
      other =>
        other.id === notApplicableAfter &&
        other.id !== id &&
        other.metAt === metAt &&
        other.notApplicableAfter === undefined &&
        appliesWhen !== undefined,
    )
  ) {
    findings.problem(
      [...path, 'notApplicableAfter'],
      notApplicableAfter,
      'beside appliesWhen the id of another control that is met at the same place, and waits for none itself',
    );
  }
}

function checkLevels({ levels, caps }: FrameworkSpec, findings: Findings) {
  levels.forEach(({ minimumScore }, position) => {
    if (position > 0 && minimumScore < levels[position - 1].minimumScore) {
      findings.problem(
        ['spec', 'levels', position, 'minimumScore'],
        minimumScore,
        `at least that of the level before, ${
          levels[position - 1].minimumScore
        }`,
      );
    }
  });
  for (const name of ['critical', 'exempt'] as const) {
    const level = caps[name];
    if (level !== undefined && !levels.some(({ id }) => id === level)) {
      findings.problem(
        ['spec', 'caps', name],
        level,
        `one of ${levels.map(({ id }) => id).join(', ')}`,
      );
    }
  }
}

function checkControl(
  definition: ControlDefinition,
  spec: FrameworkSpec,
  path: Array<string | number>,
  findings: Findings,
): void {
  const { kind, rule, attestation, appliesWhen, notApplicable } = definition;
  const need = (field: string, found: unknown, why: string) => {
    if (found === undefined) {
      findings.problem([...path, field], found, why);
    }
  };
  if (!spec.mappingOnly) {
    if (kind === 'automatic' || kind === 'hybrid') {
      need('rule', rule, `a rule, since the control is ${kind}`);
    }
    if (kind === 'manual' || kind === 'hybrid' || kind === 'inherited') {
      need(
        'attestation',
        attestation,
        `what a person states (asks, validForDays), since the control is ${kind}`,
      );
    }
  }
  if (appliesWhen) {
    need(
      'notApplicable',
      notApplicable,
      'why it does not apply where appliesWhen is false',
    );
  }
}

function checkStatement(
  { attestation }: ControlDefinition,
  compiler: ExpressionCompiler,
  path: Array<string | number>,
  findings: Findings,
): void {
  const { fourEyes = false, boundTo = [] } = attestation ?? {};
  if (boundTo.length > 0 && !fourEyes) {
    findings.problem(
      [...path, 'attestation', 'fourEyes'],
      fourEyes,
      'true, since only what two people state is bound to facts',
    );
  }
  boundTo.forEach((field, position) => {
    const allowed = compiler.whyNoValue(field);
    if (allowed !== undefined) {
      findings.problem(
        [...path, 'attestation', 'boundTo', position],
        field,
        allowed,
      );
    }
  });
}
