import {
  isMap,
  readDocumentsInSteps,
  readShape,
  runSteps,
  runStepsInTurns,
  type DocumentNotice,
  type DocumentProblem,
  type ReadDocument,
  type Steps,
} from '@platform-ops/documents';
import { z } from 'zod';
import type { CompiledCheck } from '../evaluate/CompiledCheck';
import { ExpressionCompiler } from '../expressions/ExpressionCompiler';
import type { FactType } from '../facts/FactType';
import { compileCheck } from './compileCheck';
import { compileFramework } from './compileFramework';
import type { Framework, Rulebook } from './Framework';
import {
  checkDefinitionSchema,
  frameworkSpecSchema,
  metadataSchema,
} from './schemas';

const VERSION = 'platformops.io/v1alpha1';
const FIELDS = ['apiVersion', 'kind', 'metadata', 'spec'];

/** @public */
export interface RulebookFile {
  /** Under which people know it. */
  name: string;
  text: string;
  /**
   * It may need facts of collectors that there are none of; then what needs
   * them is not evaluated. Otherwise that is a problem.
   */
  mayLackCollectors?: boolean;
}

/** @public */
export interface RulebookReading {
  /** What is without a problem. */
  rulebook: Rulebook;
  /** What must be mended; the framework or check concerned is not there. */
  problems: Array<DocumentProblem & { file: string }>;
  notices: Array<DocumentNotice & { file: string }>;
}

const checksSpecSchema = z.strictObject({
  checks: z.array(z.unknown(), 'a list of checks').max(500),
});

interface Part {
  file: RulebookFile;
  document: ReadDocument;
  kind: 'Framework' | 'Checks';
  metadata: z.output<typeof metadataSchema>;
  spec: unknown;
}

/**
 * Reads frameworks and checks from files. Later files win over earlier ones, so
 * that a company overrides what is built in.
 *
 * @remarks
 *
 * Nothing is thrown: every problem of every file is told at once.
 *
 * @param types - Of the facts that there are collectors for.
 *
 * @public
 */
export function readRulebook(
  files: RulebookFile[],
  types: FactType[],
): RulebookReading {
  return runSteps(readInSteps(files, types));
}

/**
 * The same, for those who have to let others have their turn.
 *
 * @param breathe - Called again and again in between.
 *
 * @public
 */
export async function readRulebookInTurns(
  files: RulebookFile[],
  types: FactType[],
  breathe: () => Promise<void>,
): Promise<RulebookReading> {
  return runStepsInTurns(readInSteps(files, types), breathe);
}

function* readInSteps(
  files: RulebookFile[],
  types: FactType[],
): Steps<RulebookReading> {
  const told: Array<{ file: string; findings: ReadDocument['findings'] }> = [];
  const parts: Part[] = [];
  for (const file of files) {
    const { name, text } = file;
    const { documents, findings } = yield* readDocumentsInSteps(
      text,
      'frameworks',
    );
    told.push({ file: name, findings });
    for (const document of documents) {
      told.push({ file: name, findings: document.findings });
      const part = readPart(file, document);
      if (part) {
        parts.push(part);
      }
    }
    yield;
  }
  const strict = new ExpressionCompiler(types);
  const lenient = new ExpressionCompiler(types, { mayLackCollectors: true });
  const compilerOf = ({ file }: Part) =>
    file.mayLackCollectors ? lenient : strict;
  const checks = yield* readChecks(parts, compilerOf);
  const frameworks = yield* readFrameworks(parts, compilerOf, checks);
  return {
    rulebook: { frameworks, checks },
    problems: told.flatMap(({ file, findings }) =>
      findings.problems.map(problem => ({ ...problem, file })),
    ),
    notices: told.flatMap(({ file, findings }) =>
      findings.notices.map(notice => ({ ...notice, file })),
    ),
  };
}

function readPart(
  file: RulebookFile,
  document: ReadDocument,
): Part | undefined {
  const { value, findings } = document;
  if (findings.problems.length > 0) {
    return undefined;
  }
  if (!isMap(value)) {
    findings.problem([], value, `a map with ${FIELDS.join(', ')}`);
    return undefined;
  }
  if (value.apiVersion !== VERSION) {
    findings.problem(['apiVersion'], value.apiVersion, VERSION);
  }
  const { kind, spec } = value;
  if (kind !== 'Framework' && kind !== 'Checks') {
    findings.problem(['kind'], kind, 'Framework or Checks');
    return undefined;
  }
  for (const field of Object.keys(value)) {
    if (!FIELDS.includes(field)) {
      findings.refuse('a field that is not known', FIELDS.join(', '), [field]);
    }
  }
  const metadata = readShape(
    metadataSchema,
    value.metadata,
    ['metadata'],
    findings,
    'problem',
  );
  return metadata && findings.problems.length === 0
    ? { file, document, kind, metadata, spec }
    : undefined;
}

function* readChecks(
  parts: Part[],
  compilerOf: (part: Part) => ExpressionCompiler,
): Steps<Map<string, CompiledCheck>> {
  const checks = new Map<string, CompiledCheck>();
  for (const part of parts) {
    const { document, kind, spec } = part;
    const { findings } = document;
    const compiler = compilerOf(part);
    const listed =
      kind === 'Checks'
        ? readShape(checksSpecSchema, spec, ['spec'], findings, 'problem')
        : undefined;
    const here = new Set<string>();
    for (const [position, item] of (listed?.checks ?? []).entries()) {
      const path = ['spec', 'checks', position];
      const definition = readShape(
        checkDefinitionSchema,
        item,
        path,
        findings,
        'problem',
      );
      if (definition && here.has(definition.id)) {
        findings.problem(
          [...path, 'id'],
          definition.id,
          'an id that no other check of this document has',
        );
      } else if (definition) {
        here.add(definition.id);
        const check = compileCheck(definition, compiler, path, findings);
        if (check) {
          checks.set(definition.id, check);
        }
      }
      yield;
    }
  }
  return checks;
}

function* readFrameworks(
  parts: Part[],
  compilerOf: (part: Part) => ExpressionCompiler,
  checks: Map<string, CompiledCheck>,
): Steps<Framework[]> {
  const frameworks = new Map<string, Framework>();
  for (const part of parts) {
    const { document, kind, metadata, spec } = part;
    const compiler = compilerOf(part);
    if (kind === 'Framework') {
      const { findings } = document;
      const shape = readShape(
        frameworkSpecSchema,
        spec,
        ['spec'],
        findings,
        'problem',
      );
      const framework =
        shape &&
        compileFramework({ metadata, spec: shape, compiler, checks, findings });
      if (framework) {
        frameworks.set(framework.id, framework);
      }
      yield;
    }
  }
  return [...frameworks.values()];
}
