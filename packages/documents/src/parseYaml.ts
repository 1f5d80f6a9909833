import { Composer, Lexer, LineCounter, Parser, type Document } from 'yaml';
import type { Steps } from './steps';

export const MOST_DOCUMENTS = 100;
/**
 * Words, signs and ends of lines in one document. What is put together from them
 * at one go is bounded by this, and so is for how long nobody else has a turn.
 */
export const MOST_TOKENS = 40_000;
const MOST_DEPTH = 100;
/** Of one kind that can be there without end; who made them mends the first. */
const MOST_STRAY_TOKENS = 3;
const TOKENS_IN_A_STEP = 1000;

/** The text is refused before it is read to its end. */
export class TooMuchError extends Error {
  override readonly name = 'TooMuchError';
  readonly found: string;
  readonly allowed: string;

  constructor(found: string, allowed: string) {
    super(`found ${found}, allowed is ${allowed}`);
    this.found = found;
    this.allowed = allowed;
  }
}

/**
 * Takes YAML text apart, document by document. Their errors say what, and their
 * positions where.
 *
 * @throws TooMuchError where one of the bounds is passed.
 */
export function* parseYaml(
  text: string,
): Steps<{ documents: Document[]; lineCounter: LineCounter }> {
  const lineCounter = new LineCounter();
  lineCounter.addNewLine(0);
  const parser = new Parser(lineCounter.addNewLine);
  // It compares each key with all others, for many seconds where they are many.
  const composer = new Composer({ uniqueKeys: false, lineCounter });
  const documents: Document[] = [];
  let tokens = 0;
  let strays = 0;
  let sinceStep = 0;
  const add = (document: Document) => {
    if (document.contents || document.errors.length > 0) {
      documents.push(document);
    }
    if (documents.length > MOST_DOCUMENTS) {
      throw new TooMuchError(
        `more than ${MOST_DOCUMENTS} documents`,
        `1 to ${MOST_DOCUMENTS} documents`,
      );
    }
  };
  for (const token of new Lexer().lex(text)) {
    for (const part of parser.next(token)) {
      strays += Number(part.type === 'error');
      for (const document of withoutStacks(() => [...composer.next(part)])) {
        add(document);
        yield;
      }
      tokens = 0;
    }
    if (strays > MOST_STRAY_TOKENS) {
      [...composer.end(true, text.length)].forEach(add);
      return { documents, lineCounter };
    }
    check(++tokens, parser);
    if (++sinceStep === TOKENS_IN_A_STEP) {
      sinceStep = 0;
      yield;
    }
  }
  for (const part of parser.end()) {
    for (const document of withoutStacks(() => [...composer.next(part)])) {
      add(document);
      yield;
    }
  }
  [...composer.end()].forEach(add);
  return { documents, lineCounter };
}

/** Its errors have places in the text; those in the code take most of the time. */
function withoutStacks<T>(work: () => T): T {
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = 0;
  try {
    return work();
  } finally {
    Error.stackTraceLimit = stackTraceLimit;
  }
}

/** Else every error, and every pair of brackets, takes its time. */
function check(tokens: number, { stack }: Parser): void {
  if (tokens > MOST_TOKENS) {
    throw new TooMuchError(
      `more than ${MOST_TOKENS} words, signs and lines in a document`,
      `at most so many; the rest goes into another document`,
    );
  }
  if (stack.length > MOST_DEPTH) {
    throw new TooMuchError(
      `lists or maps nested more than ${MOST_DEPTH} deep`,
      `at most ${MOST_DEPTH}`,
    );
  }
}
