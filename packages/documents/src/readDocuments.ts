import { isNode, isScalar, visit, type Document, type LineCounter } from 'yaml';
import { Findings, type Path } from './Findings';
import { MOST_DOCUMENTS, parseYaml, TooMuchError } from './parseYaml';
import { runSteps, type Steps } from './steps';

const MOST_BYTES = 256 * 1024;
/** What so many bytes hold at most; an object has no size, yet it may be as large. */
const MOST_VALUES = 100_000;
const MOST_ALIASES = 100;
/** One slip of the pen brings many more errors, most of them in its line. */
const MOST_ERRORS = 3;

/**
 * One document of a text.
 *
 * @public
 */
export interface ReadDocument {
  /** From 1. */
  number: number;
  value: unknown;
  findings: Findings;
}

/** @public */
export interface DocumentsReading {
  documents: ReadDocument[];
  /** What is wrong with the input as a whole. */
  findings: Findings;
}

/**
 * Takes YAML text, an object, or a list of objects apart. Nothing is thrown.
 *
 * @remarks
 *
 * Bounds: 256 kB of text, 100 documents, 40,000 tokens (words, signs and lines)
 * and 100 levels in each of them; 100,000 values, 100 aliases.
 *
 * @param language - What the documents are written in, e.g. `OpenSLO`.
 *
 * @public
 */
export function readDocuments(
  input: unknown,
  language: string,
): DocumentsReading {
  return runSteps(readDocumentsInSteps(input, language));
}

/**
 * The same, for those who have to let others have their turn.
 *
 * @public
 */
export function* readDocumentsInSteps(
  input: unknown,
  language: string,
): Steps<DocumentsReading> {
  const findings = new Findings(1);
  const refuse = (found: string, allowed: string) => {
    findings.refuse(found, allowed);
    return { documents: [], findings };
  };
  if (typeof input === 'string') {
    const bytes = new TextEncoder().encode(input).length;
    if (bytes > MOST_BYTES) {
      return refuse(`${bytes} bytes`, `at most ${MOST_BYTES} bytes (256 kB)`);
    }
  }
  let documents: ReadDocument[];
  try {
    documents =
      typeof input === 'string' ? yield* readYaml(input) : readObjects(input);
  } catch (error) {
    if (error instanceof TooMuchError) {
      return refuse(error.found, error.allowed);
    }
    return refuse('lists or maps nested too deeply', `YAML of ${language}`);
  }
  if (documents.length === 0 || documents.length > MOST_DOCUMENTS) {
    return refuse(
      `${documents.length} documents`,
      `1 to ${MOST_DOCUMENTS} documents`,
    );
  }
  return hasMoreValues(documents)
    ? refuse(`more than ${MOST_VALUES} values`, `at most ${MOST_VALUES} values`)
    : { documents, findings };
}

function* readYaml(text: string): Steps<ReadDocument[]> {
  const { documents, lineCounter } = yield* parseYaml(text);
  const read: ReadDocument[] = [];
  for (const document of documents) {
    read.push(readDocument(document, read.length + 1, lineCounter));
    yield;
  }
  return read;
}

function readDocument(
  document: Document,
  number: number,
  lineCounter: LineCounter,
): ReadDocument {
  const findings = new Findings(number, path =>
    findLine(document, path, lineCounter),
  );
  const told = new Set<number>();
  for (const { message, pos } of document.errors) {
    const { line } = lineCounter.linePos(pos[0]);
    if (told.size < MOST_ERRORS && !told.has(line)) {
      told.add(line);
      tellBroken(firstLine(message), pos[0], lineCounter, findings);
    }
  }
  const isValid =
    document.errors.length === 0 &&
    !tellSameKeys(document, lineCounter, findings);
  let value: unknown;
  if (isValid) {
    try {
      value = document.toJS({ maxAliasCount: MOST_ALIASES });
    } catch (error) {
      findings.refuse(
        firstLine((error as Error).message),
        'YAML whose aliases exist and stand for little',
      );
    }
  }
  return { number, value, findings };
}

/** @returns whether a map has a key twice. */
function tellSameKeys(
  document: Document,
  lineCounter: LineCounter,
  findings: Findings,
): boolean {
  let found = false;
  visit(document, {
    Map(_, { items }) {
      const keys = new Set<unknown>();
      for (const { key } of items) {
        if (!isScalar(key)) {
          continue;
        }
        if (keys.has(key.value)) {
          const offset = key.range?.[0] ?? 0;
          tellBroken('Map keys must be unique', offset, lineCounter, findings);
          found = true;
          return visit.BREAK;
        }
        keys.add(key.value);
      }
      return undefined;
    },
  });
  return found;
}

function readObjects(input: unknown): ReadDocument[] {
  return (Array.isArray(input) ? input : [input]).map((value, index) => ({
    number: index + 1,
    value,
    findings: new Findings(index + 1),
  }));
}

/** Of what stands there, else of the nearest thing around it. */
function findLine(
  document: Document,
  path: Path,
  lineCounter: LineCounter,
): number | undefined {
  for (let length = path.length; length >= 0; length--) {
    const node = length
      ? document.getIn(path.slice(0, length), true)
      : document.contents;
    if (isNode(node) && node.range) {
      return lineCounter.linePos(node.range[0]).line;
    }
  }
  return undefined;
}

function tellBroken(
  how: string,
  offset: number,
  lineCounter: LineCounter,
  findings: Findings,
): void {
  const { line, col } = lineCounter.linePos(offset);
  findings.refuse(
    `broken YAML (${how} at line ${line}, column ${col})`,
    'valid YAML',
    [],
    line,
  );
}

function firstLine(text: string): string {
  return text.split('\n', 1)[0].replace(/:$/, '');
}

/** Stops at the bound, so that neither a cycle nor shared parts matter. */
function hasMoreValues(documents: ReadDocument[]): boolean {
  const waiting = documents.map(({ value }) => value);
  for (let seen = 0; waiting.length > 0; seen++) {
    if (seen > MOST_VALUES) {
      return true;
    }
    const value = waiting.pop();
    if (typeof value === 'object' && value !== null) {
      for (const inner of Object.values(value)) {
        waiting.push(inner);
      }
    }
  }
  return false;
}
