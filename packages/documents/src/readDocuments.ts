import {
  isNode,
  isScalar,
  LineCounter,
  parseAllDocuments,
  visit,
  type Document,
} from 'yaml';
import { Findings, type Path } from './Findings';

const MOST_BYTES = 256 * 1024;
const MOST_DOCUMENTS = 100;
/** What so many bytes hold at most; an object has no size, yet it may be as large. */
const MOST_VALUES = 100_000;
const MOST_ALIASES = 100;
/** One slip of the pen brings many more errors. */
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

/**
 * Takes YAML text, an object, or a list of objects apart. Nothing is thrown.
 *
 * @remarks
 *
 * Bounds: 256 kB of text, 100 documents, 100,000 values, 100 aliases.
 *
 * @param language - What the documents are written in, e.g. `OpenSLO`.
 *
 * @public
 */
export function readDocuments(
  input: unknown,
  language: string,
): {
  documents: ReadDocument[];
  /** What is wrong with the input as a whole. */
  findings: Findings;
} {
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
      typeof input === 'string' ? readYaml(input) : readObjects(input);
  } catch {
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

function readYaml(text: string): ReadDocument[] {
  const lineCounter = new LineCounter();
  // An empty text gives a list that is marked as such, with no documents.
  return [
    ...parseAllDocuments(text, {
      prettyErrors: true,
      lineCounter,
      // It compares each key with all others, for many seconds where they are many.
      uniqueKeys: false,
    }),
  ]
    .filter(document => document.contents || document.errors.length > 0)
    .map((document, index) => {
      const number = index + 1;
      const findings = new Findings(number, path =>
        findLine(document, path, lineCounter),
      );
      for (const error of document.errors.slice(0, MOST_ERRORS)) {
        findings.refuse(firstLine(error.message), 'valid YAML');
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
    });
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
          const { line, col } = lineCounter.linePos(key.range?.[0] ?? 0);
          findings.refuse(
            `Map keys must be unique at line ${line}, column ${col}`,
            'valid YAML',
          );
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
