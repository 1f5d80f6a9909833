import { SaxesParser } from 'saxes';
import { InputError } from '@backstage/errors';
import { oneLine } from '@platform-ops/backstage-plugin-platform-ops-node';
import type { ReadDocument } from '../summaries/Summary';
import { refuseJunit, TestCounter } from './TestCounter';

const LONGEST_NAME = 150;

/**
 * Reads JUnit XML. Nothing is expanded: a document with a DOCTYPE, where
 * entities would be declared, is refused.
 */
export function readJunit(content: unknown): ReadDocument {
  if (typeof content !== 'string') {
    throw new InputError('content: expected is JUnit XML as text');
  }
  const counter = new TestCounter();
  const parser = new SaxesParser();
  parser.on('error', ({ message }) => {
    // `1:5: unclosed tag: x`; the last part may quote the text.
    const [line, , problem = 'it cannot be parsed'] = message.split(':');
    throw refuseJunit(`line ${line}: ${oneLine(problem, LONGEST_NAME).trim()}`);
  });
  parser.on('doctype', () => {
    throw refuseJunit('a DOCTYPE is not allowed, and no entities of its own');
  });
  parser.on('opentag', tag => counter.open(tag));
  parser.on('closetag', tag => counter.close(tag));
  parser.write(content).close();
  return { summary: { tests: counter.summarize() }, open: [] };
}
