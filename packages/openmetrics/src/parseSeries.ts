import {
  isBlank,
  isDigit,
  isLabelNameCharacter,
  isMetricNameCharacter,
  skipBlanks,
} from './characters';
import { quoteExposition } from './ExpositionError';
import type { ExpositionFormat } from './ExpositionFormat';
import type { ExpositionLimits } from './ExpositionLimits';
import { LineError } from './LineError';

/**
 * A metric with its labels.
 *
 * @public
 */
export interface ExpositionSeries {
  metric: string;
  /** Without those whose value is empty: to Prometheus these are not there. */
  labels: ReadonlyMap<string, string>;
}

type NameLimits = Pick<
  ExpositionLimits,
  'maxLabels' | 'maxNameLength' | 'maxLabelValueLength'
>;

/**
 * Where the name and the labels at `start` end, without looking at what they
 * are.
 */
export function findSeriesEnd(
  line: string,
  start: number,
  format: ExpositionFormat,
): number {
  let index = start;
  while (isMetricNameCharacter(line.charCodeAt(index))) {
    index++;
  }
  const brace = format === 'openmetrics' ? index : skipBlanks(line, index);
  return line[brace] === '{' ? findLabelsEnd(line, brace) : index;
}

/** Where labels that begin with the brace at `start` end. */
export function findLabelsEnd(line: string, start: number): number {
  let quoted = false;
  for (let index = start + 1; index < line.length; index++) {
    const character = line[index];
    if (quoted && character === '\\') {
      index++;
    } else if (character === '"') {
      quoted = !quoted;
    } else if (character === '}' && !quoted) {
      return index + 1;
    }
  }
  throw new LineError(
    `expected a '}' after the labels, found ${quoteExposition('')}`,
  );
}

/** A name and labels, as `findSeriesEnd` found them. */
export function parseSeries(
  text: string,
  format: ExpositionFormat,
  limits: NameLimits,
): ExpositionSeries {
  const brace = text.indexOf('{');
  const end = brace === -1 ? text.length : brace;
  const metric =
    format === 'openmetrics'
      ? text.slice(0, end)
      : text.slice(0, end).trimEnd();
  if (metric === '' || isDigit(metric.charCodeAt(0))) {
    throw new LineError(
      `expected the name of a metric, found ${quoteExposition(text)}`,
    );
  }
  checkNameLength('metric', metric, limits);
  return {
    metric,
    labels: brace === -1 ? new Map() : parseLabels(text, brace, format, limits),
  };
}

/** Labels from the brace at `start` to the brace at the end of the text. */
export function parseLabels(
  text: string,
  start: number,
  format: ExpositionFormat,
  limits: NameLimits,
): Map<string, string> {
  const labels = new Map<string, string>();
  const names = new Set(['__name__']);
  const skip = (index: number) =>
    format === 'openmetrics' ? index : skipBlanks(text, index);
  const end = text.length - 1;
  let index = skip(start + 1);
  while (index < end) {
    const nameEnd = findNameEnd(text, index);
    const name = text.slice(index, nameEnd);
    const equals = skip(nameEnd);
    expect(text, equals, '=', `after the label '${name}'`);
    const quote = skip(equals + 1);
    expect(text, quote, '"', `before the value of the label '${name}'`);
    const valueEnd = findQuote(text, quote + 1);
    const value = unescape(text.slice(quote + 1, valueEnd));
    checkNameLength('label', name, limits);
    if (value.length > limits.maxLabelValueLength) {
      throw new LineError(
        `the value of the label '${name}' has ${value.length} characters, allowed are ${limits.maxLabelValueLength}`,
      );
    }
    if (names.has(name)) {
      throw new LineError(`the label '${name}' is there twice`);
    }
    names.add(name);
    if (value !== '') {
      labels.set(name, value);
    }
    if (labels.size > limits.maxLabels) {
      throw new LineError(
        `a series has more than ${limits.maxLabels} labels, which is what is allowed`,
      );
    }
    const comma = skip(valueEnd + 1);
    if (comma === end) {
      break;
    }
    expect(text, comma, ',', `after the value of the label '${name}'`);
    index = skip(comma + 1);
    if (index === end && format === 'openmetrics') {
      throw new LineError(`expected the name of a label, found "}"`);
    }
  }
  return labels;
}

function findNameEnd(text: string, start: number): number {
  let index = start;
  if (!isDigit(text.charCodeAt(index))) {
    while (isLabelNameCharacter(text.charCodeAt(index))) {
      index++;
    }
  }
  if (index === start) {
    throw new LineError(
      `expected the name of a label, found ${quoteExposition(
        text.slice(start),
      )}`,
    );
  }
  return index;
}

function findQuote(text: string, start: number): number {
  let index = start;
  while (text[index] !== '"') {
    index += text[index] === '\\' ? 2 : 1;
  }
  return index;
}

/** Backslashes before anything else stand for themselves. */
function unescape(text: string): string {
  return text.includes('\\')
    ? text.replace(/\\(["\\n])/g, (_, character: string) =>
        character === 'n' ? '\n' : character,
      )
    : text;
}

function expect(
  text: string,
  index: number,
  character: string,
  where: string,
): void {
  if (text[index] !== character) {
    throw new LineError(
      `expected '${character}' ${where}, found ${quoteExposition(
        text.slice(index),
      )}`,
    );
  }
}

function checkNameLength(
  what: 'label' | 'metric',
  name: string,
  { maxNameLength }: NameLimits,
): void {
  if (name.length > maxNameLength) {
    throw new LineError(
      `the name of a ${what} has ${name.length} characters, allowed are ${maxNameLength}`,
    );
  }
}

/** Whether what follows a series is set apart from it. */
export function isSetApart(
  line: string,
  end: number,
  format: ExpositionFormat,
): boolean {
  return format === 'openmetrics'
    ? line[end] === ' '
    : isBlank(line.charCodeAt(end)) || line[end - 1] === '}';
}
