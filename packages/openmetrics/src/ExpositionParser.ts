import { skipBlanks } from './characters';
import { ExpositionError, quoteExposition } from './ExpositionError';
import type { ExpositionFormat } from './ExpositionFormat';
import {
  DEFAULT_EXPOSITION_LIMITS,
  type ExpositionLimits,
} from './ExpositionLimits';
import { LineError } from './LineError';
import {
  findLabelsEnd,
  findSeriesEnd,
  isSetApart,
  parseLabels,
  parseSeries,
  type ExpositionSeries,
} from './parseSeries';
import { Words } from './Words';

/**
 * Takes one value.
 *
 * @param series - The same object for all lines that write the series alike,
 *   so that it can be the key of a map.
 * @param timestamp - Milliseconds since the epoch, where the line has one.
 *
 * @public
 */
export type OnExpositionSample = (
  series: ExpositionSeries,
  value: number,
  timestamp: number | undefined,
) => void;

/** @public */
export interface ExpositionParserOptions {
  format: ExpositionFormat;
  limits?: Partial<ExpositionLimits>;
  onSample: OnExpositionSample;
}

const METADATA = /^# (TYPE|HELP|UNIT) ([a-zA-Z_:][a-zA-Z0-9_:]*) (.*)$/;
const TYPES = [
  'counter',
  'gauge',
  'histogram',
  'gaugehistogram',
  'summary',
  'info',
  'stateset',
  'unknown',
];
const END = '# EOF';
/** What a Date can hold. */
const MAX_TIMESTAMP = 8.64e15;
const WHOLE_NUMBER = /^-?\d+$/;

/**
 * Reads a text piece by piece.
 *
 * @remarks
 *
 * It takes what Prometheus takes, with these differences: in Prometheus' own
 * format comments are not looked at, a line feed has to be escaped in labels,
 * and labels have to be set apart by commas. Exemplars are checked and left
 * out.
 *
 * @public
 */
export class ExpositionParser {
  readonly #format: ExpositionFormat;
  readonly #limits: ExpositionLimits;
  readonly #onSample: OnExpositionSample;
  readonly #series = new Map<string, ExpositionSeries>();
  /** The line that has not ended yet. */
  #rest = '';
  #line = 0;
  #samples = 0;
  #ended = false;

  static create(options: ExpositionParserOptions): ExpositionParser {
    return new ExpositionParser(options);
  }

  private constructor(options: ExpositionParserOptions) {
    this.#format = options.format;
    this.#limits = { ...DEFAULT_EXPOSITION_LIMITS, ...options.limits };
    this.#onSample = options.onSample;
  }

  /** How many lines were read. */
  get lines(): number {
    return this.#line;
  }

  /** How many values were read. */
  get samples(): number {
    return this.#samples;
  }

  /**
   * @throws ExpositionError for what the format or the limits do not allow.
   */
  write(piece: string): void {
    const text = this.#rest + piece;
    let start = 0;
    for (
      let end = text.indexOf('\n');
      end !== -1;
      end = text.indexOf('\n', start)
    ) {
      this.#readLine(text.slice(start, end));
      start = end + 1;
    }
    this.#rest = text.slice(start);
    if (this.#rest.length > this.#limits.maxLineLength) {
      this.#readLine(this.#rest);
    }
  }

  /**
   * To be called after the last piece.
   *
   * @throws ExpositionError if something is missing.
   */
  end(): void {
    if (this.#format === 'prometheus' || this.#rest === END) {
      this.#readLine(this.#rest);
    }
    if (this.#format === 'openmetrics' && !this.#ended) {
      throw new ExpositionError(
        this.#line + 1,
        `expected '${END}' at the end, found ${
          this.#rest === '' ? 'nothing' : quoteExposition(this.#rest)
        }: the answer may have been cut off`,
      );
    }
  }

  #readLine(line: string): void {
    this.#line++;
    try {
      if (line.length > this.#limits.maxLineLength) {
        throw new LineError(
          `it has more than ${
            this.#limits.maxLineLength
          } characters, which is what is allowed`,
        );
      }
      if (this.#format === 'openmetrics') {
        this.#readOpenMetrics(line);
      } else {
        this.#readPrometheus(line);
      }
    } catch (error) {
      throw error instanceof LineError
        ? new ExpositionError(this.#line, error.message)
        : error;
    }
  }

  #readOpenMetrics(line: string): void {
    if (this.#ended) {
      throw new LineError(
        `expected nothing after '${END}', found ${quoteExposition(line)}`,
      );
    }
    if (!line.startsWith('#')) {
      this.#readSample(line, 0);
    } else if (line === END) {
      this.#ended = true;
    } else {
      checkMetadata(line);
    }
  }

  #readPrometheus(line: string): void {
    const start = skipBlanks(line, 0);
    if (start < line.length && line[start] !== '#') {
      this.#readSample(line, start);
    }
  }

  #readSample(line: string, start: number): void {
    const format = this.#format;
    const seriesEnd = findSeriesEnd(line, start, format);
    if (seriesEnd === start) {
      throw new LineError(
        `expected the name of a metric, found ${quoteExposition(
          line.slice(start),
        )}`,
      );
    }
    const series = this.#seriesOf(line.slice(start, seriesEnd));
    if (!isSetApart(line, seriesEnd, format)) {
      throw new LineError(
        `expected a space and a value after '${
          series.metric
        }', found ${quoteExposition(line.slice(seriesEnd))}`,
      );
    }
    const words = Words.of(line, seriesEnd, format);
    const value = words.nextNumber('a value');
    const timestamp = this.#readTimestamp(words);
    if (format === 'openmetrics' && line.startsWith(' # {', words.index)) {
      this.#checkExemplar(line, words.index + ' # '.length);
    } else {
      words.expectEnd();
    }
    if (++this.#samples > this.#limits.maxSamples) {
      throw new LineError(
        `there are more than ${
          this.#limits.maxSamples
        } values, which is what is allowed`,
      );
    }
    this.#onSample(series, value, timestamp);
  }

  #seriesOf(text: string): ExpositionSeries {
    const known = this.#series.get(text);
    if (known) {
      return known;
    }
    const series = parseSeries(text, this.#format, this.#limits);
    if (this.#series.size >= this.#limits.maxSeries) {
      throw new LineError(
        `there are more than ${
          this.#limits.maxSeries
        } series, which is what is allowed`,
      );
    }
    this.#series.set(text, series);
    return series;
  }

  #readTimestamp(words: Words): number | undefined {
    const word = words.peek();
    if (word === '' || (this.#format === 'openmetrics' && word === '#')) {
      return undefined;
    }
    let milliseconds = NaN;
    if (this.#format === 'openmetrics') {
      milliseconds = Math.trunc(words.nextNumber('a timestamp') * 1000);
    } else if (WHOLE_NUMBER.test(words.next())) {
      milliseconds = Number(word);
    }
    if (!(Math.abs(milliseconds) <= MAX_TIMESTAMP)) {
      throw new LineError(
        `expected a timestamp in ${
          this.#format === 'openmetrics' ? 'seconds' : 'milliseconds'
        }, found ${quoteExposition(word)}`,
      );
    }
    return milliseconds;
  }

  #checkExemplar(line: string, start: number): void {
    const end = findLabelsEnd(line, start);
    parseLabels(line.slice(start, end), 0, this.#format, this.#limits);
    const words = Words.of(line, end, this.#format);
    words.nextNumber('the value of an exemplar');
    if (words.peek() !== '') {
      this.#readTimestamp(words);
    }
    words.expectEnd();
  }
}

function checkMetadata(line: string): void {
  const [, keyword, , text] = METADATA.exec(line) ?? [];
  if (!keyword) {
    throw new LineError(
      `expected '# TYPE', '# HELP' or '# UNIT' with the name of a metric and a text, or '${END}', found ${quoteExposition(
        line,
      )}`,
    );
  }
  if (keyword === 'TYPE' && !TYPES.includes(text)) {
    throw new LineError(
      `expected a type (${TYPES.join(', ')}), found ${quoteExposition(text)}`,
    );
  }
}
