import type { ExpositionFormat } from '../ExpositionFormat';
import type { ReadSample } from './readExposition';

const CHARACTERS = [
  ...'abcXYZ019_.:/ -{}=,#"\\\n\t',
  'é',
  '模',
  '🚀',
  '\u0000',
  '\\n',
];
const VALUES = [
  0,
  -0,
  1,
  -1.5,
  1e-320,
  1.7976931348623157e308,
  123456789012,
  0.1,
  NaN,
  Infinity,
  -Infinity,
];

/**
 * A text with all that a format allows, and what is to be read from it.
 */
export function generateExposition(
  random: () => number,
  options: { format: ExpositionFormat; count: number; now?: number },
): { text: string; expected: ReadSample[] } {
  const { format, count, now } = options;
  const among = <T>(items: readonly T[]): T =>
    items[Math.floor(random() * items.length)];
  const often = (share: number) => random() < share;
  const open = format === 'openmetrics';
  const blank = () => (open ? '' : among(['', '', ' ', '\t', '  ']));
  const gap = () => (open ? ' ' : among([' ', ' ', '\t', '  ']));
  const writeValue = (value: number) => {
    if (Number.isFinite(value)) {
      return among([
        Object.is(value, -0) ? '-0' : String(value),
        ...(value === 0 ? [] : [value.toExponential()]),
        ...(value > 0 ? [`+${value}`] : []),
      ]);
    }
    return Number.isNaN(value)
      ? among(['NaN', 'nan'])
      : `${value > 0 ? among(['+', '']) : '-'}${among(['Inf', 'inf'])}`;
  };
  const labels = (): Array<[string, string]> =>
    Array.from({ length: Math.floor(random() * 4) }, (_, index) => [
      `${among(['le', 'path', '_x', 'Z9'])}${index}`,
      Array.from({ length: Math.floor(random() * 6) }, () =>
        among(CHARACTERS),
      ).join(''),
    ]);
  const writeLabels = (pairs: Array<[string, string]>) => {
    if (pairs.length === 0 && often(0.7)) {
      return '';
    }
    const texts = pairs.map(
      ([name, value]) =>
        `${blank()}${name}${blank()}=${blank()}"${value
          .replaceAll('\\', '\\\\')
          .replaceAll('"', '\\"')
          .replaceAll('\n', '\\n')}"${blank()}`,
    );
    const trailing = !open && texts.length && often(0.2) ? ',' : '';
    return `${blank()}{${texts.join(',')}${trailing}${blank()}}`;
  };

  const expected: ReadSample[] = [];
  let text = '';
  for (let index = 0; index < count; index++) {
    if (often(0.2)) {
      text += open
        ? among([
            `# TYPE family_${index} counter\n`,
            `# HELP family_${index} in \\"words\\"\\n # EOF\n`,
            `# UNIT family_seconds seconds\n`,
          ])
        : among(['\n', '# a comment\n', '#\n', '  # HELP x {" \n', ' \t\n']);
    }
    // Each series once: what comes twice for the same time is another matter.
    const metric = `${among(['http:requests', '_a', 'B9'])}_${index}_total`;
    const pairs = labels();
    const value = among(VALUES);
    const timestamp = often(0.3)
      ? (now ?? 1_700_000_000_000) - Math.floor(random() * 30_000)
      : undefined;
    const written = open ? timestamp && timestamp / 1000 : timestamp;
    const exemplar =
      open && often(0.2)
        ? ` # {trace_id="a } b"} ${writeValue(0.5)}${among(['', ' 1.5'])}`
        : '';
    text += `${metric}${writeLabels(pairs)}${gap()}${writeValue(value)}${
      written === undefined ? '' : `${gap()}${written}`
    }${exemplar}${blank()}\n`;
    expected.push({
      metric,
      labels: Object.fromEntries(pairs.filter(([, label]) => label !== '')),
      value,
      // Seconds of a double, cut to milliseconds as Prometheus does it.
      timestamp:
        open && written !== undefined ? Math.trunc(written * 1000) : timestamp,
    });
  }
  return { text: open ? `${text}# EOF\n` : text, expected };
}
