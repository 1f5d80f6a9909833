import { createRandom } from './__testUtils__/createRandom';
import { generateExposition } from './__testUtils__/generateExposition';
import { readExposition } from './__testUtils__/readExposition';
import { ExpositionError } from './ExpositionError';
import { expositionFormatOf } from './ExpositionFormat';
import { parseExposition } from './parseExposition';

const FORMATS = ['openmetrics', 'prometheus'] as const;

/** In pieces that end anywhere, in the middle of characters too. */
function cut(text: string, random: () => number): Uint8Array[] {
  const bytes = Buffer.from(text);
  const pieces: Uint8Array[] = [];
  for (let start = 0; start < bytes.length; ) {
    const end = start + 1 + Math.floor(random() * 40);
    pieces.push(bytes.subarray(start, end));
    start = end;
  }
  return pieces;
}

describe('parseExposition', () => {
  it('reads OpenMetrics', async () => {
    const samples = await readExposition(
      `# TYPE http_request_seconds histogram
# UNIT http_request_seconds seconds
# HELP http_request_seconds Duration, \\"escaped\\".
http_request_seconds_bucket{path="/a\\\\b\\"c\\nd",le="0.5",empty=""} 4 1700000000.5 # {trace_id="x"} 0.2 1700000000
http_request_seconds_bucket{le="+Inf"} 5e0 # {} -1
http_request_seconds_sum{} +1.25
go:up NaN
# EOF
`,
      { format: 'openmetrics' },
    );
    expect(samples).toEqual([
      {
        metric: 'http_request_seconds_bucket',
        labels: { path: '/a\\b"c\nd', le: '0.5' },
        value: 4,
        timestamp: 1_700_000_000_500,
      },
      {
        metric: 'http_request_seconds_bucket',
        labels: { le: '+Inf' },
        value: 5,
        timestamp: undefined,
      },
      {
        metric: 'http_request_seconds_sum',
        labels: {},
        value: 1.25,
        timestamp: undefined,
      },
      { metric: 'go:up', labels: {}, value: NaN, timestamp: undefined },
    ]);
  });

  it("reads Prometheus' own format", async () => {
    const samples = await readExposition(
      `# any comment {
#HELP nothing

  \tmsdos_file { path = "C:\\\\DIR\\x" , error="", } \t 1.458e9\t-3982045 \t
last{a="1"}-Inf`,
      { format: 'prometheus' },
    );
    expect(samples).toEqual([
      {
        metric: 'msdos_file',
        labels: { path: 'C:\\DIR\\x' },
        value: 1.458e9,
        timestamp: -3982045,
      },
      {
        metric: 'last',
        labels: { a: '1' },
        value: -Infinity,
        timestamp: undefined,
      },
    ]);
  });

  it('gives a series that comes again as the same object', async () => {
    const seen = new Set();
    await parseExposition([Buffer.from('a{b="c"} 1 1\na{b="c"} 2 2\n')], {
      format: 'prometheus',
      onSample: series => seen.add(series),
    });
    expect(seen.size).toBe(1);
  });

  it.each(FORMATS)('reads whatever %s allows, cut anywhere', async format => {
    for (let seed = 1; seed <= 40; seed++) {
      const random = createRandom(seed);
      const { text, expected } = generateExposition(random, {
        format,
        count: 30,
      });
      expect(await readExposition(text, { format })).toEqual(expected);
      expect(await readExposition(cut(text, random), { format })).toEqual(
        expected,
      );
    }
  });

  it.each(FORMATS)(
    'says no to garbage in %s, and nothing else',
    async format => {
      const errors: unknown[] = [];
      for (let seed = 1; seed <= 150; seed++) {
        const random = createRandom(seed);
        const { text } = generateExposition(random, { format, count: 10 });
        const bytes = Buffer.from(text);
        for (let change = 0; change < 3; change++) {
          bytes[Math.floor(random() * bytes.length)] = Math.floor(
            random() * 256,
          );
        }
        const piece = bytes.subarray(
          0,
          Math.floor(random() * bytes.length * 1.5),
        );
        const error = await readExposition([piece], { format }).then(
          () => undefined,
          thrown => thrown,
        );
        errors.push(...(error ? [error] : []));
      }
      expect(errors.length).toBeGreaterThan(50);
      expect(
        errors.filter(
          error =>
            !(error instanceof ExpositionError) ||
            !/^line \d+: /.test(error.message),
        ),
      ).toEqual([]);
    },
  );

  it.each([
    [
      'a 1\n',
      "line 2: expected '# EOF' at the end, found nothing: the answer may have been cut off",
    ],
    [
      'a 1\n# EO',
      'line 2: expected \'# EOF\' at the end, found "# EO": the answer may have been cut off',
    ],
    ['# EOF\na 1\n', 'line 2: expected nothing after \'# EOF\', found "a 1"'],
    ['a  1\n', 'line 1: expected a value, found " 1"'],
    ['a 1 \n', 'line 1: expected the end of the line, found " "'],
    [
      'a\n',
      "line 1: expected a space and a value after 'a', found the end of the line",
    ],
    [
      'a{b="c"}1\n',
      'line 1: expected a space and a value after \'a\', found "1"',
    ],
    ['a 0x1\n', 'line 1: expected a value, found "0x1"'],
    ['a 1e999\n', 'line 1: expected a value, found "1e999"'],
    ['a 1_0\n', 'line 1: expected a value, found "1_0"'],
    ['a 1 NaN\n', 'line 1: expected a timestamp in seconds, found "NaN"'],
    ['a{b="c",} 1\n', 'line 1: expected the name of a label, found "}"'],
    [
      'a{b="c" ,d="e"} 1\n',
      'line 1: expected \',\' after the value of the label \'b\', found " ,d=\\"e\\"}"',
    ],
    [
      'a{b="c" 1\n',
      "line 1: expected a '}' after the labels, found the end of the line",
    ],
    ['a{b="c",b="d"} 1\n', "line 1: the label 'b' is there twice"],
    ['a{__name__="c"} 1\n', "line 1: the label '__name__' is there twice"],
    [
      'a{1="c"} 1\n',
      'line 1: expected the name of a label, found "1=\\"c\\"}"',
    ],
    ['1a 1\n', 'line 1: expected the name of a metric, found "1a"'],
    [
      '{a="b"} 1\n',
      'line 1: expected the name of a metric, found "{a=\\"b\\"}"',
    ],
    [
      'a 1 # {b="c"}\n',
      'line 1: expected the value of an exemplar, found the end of the line',
    ],
    [
      'a 1 # nothing\n',
      'line 1: expected the end of the line, found " # nothing"',
    ],
    ['# a comment\n', /^line 1: expected '# TYPE', '# HELP' or '# UNIT'/],
    [
      '# TYPE a untyped\n',
      /^line 1: expected a type \(counter, gauge, .*\), found "untyped"$/,
    ],
    ['\n', 'line 1: expected the name of a metric, found the end of the line'],
  ])('refuses %j as OpenMetrics', async (text, message) => {
    await expect(
      readExposition(text, { format: 'openmetrics' }),
    ).rejects.toThrow(message);
  });

  it.each([
    ['ok 1\na b\n', 'line 2: expected a value, found "b"'],
    ['a 1 1.5\n', 'line 1: expected a timestamp in milliseconds, found "1.5"'],
    [
      'a 1 1 # {b="c"} 1\n',
      'line 1: expected the end of the line, found "# {b=\\"c\\"} 1"',
    ],
    ['a{b="c" d="e"} 1\n', /^line 1: expected ',' after the value/],
    ['a{b=c} 1\n', /^line 1: expected '"' before the value of the label 'b'/],
    [
      'a{b="line\nfeed"} 1\n',
      "line 1: expected a '}' after the labels, found the end of the line",
    ],
  ])('refuses %j as text', async (text, message) => {
    await expect(
      readExposition(text, { format: 'prometheus' }),
    ).rejects.toThrow(message);
  });

  it.each([
    [{ maxBytes: 20 }, 'line 1: the text has more than 20 bytes'],
    [{ maxSamples: 2 }, 'line 3: there are more than 2 values'],
    [{ maxSeries: 1 }, 'line 2: there are more than 1 series'],
    [{ maxLabels: 1 }, 'line 3: a series has more than 1 labels'],
    [{ maxNameLength: 3 }, 'line 3: the name of a label has 4 characters'],
    [{ maxLabelValueLength: 5 }, "line 3: the value of the label 'long' has 6"],
    [{ maxLineLength: 12 }, 'line 3: it has more than 12 characters'],
  ])('keeps the limit %j', async (limits, message) => {
    const text = 'a 1\nb 2\nc{d="e",long="123456"} 3\n';
    const format = 'prometheus';
    await expect(readExposition(text, { format, limits })).rejects.toThrow(
      message,
    );
    expect(await readExposition(text, { format })).toHaveLength(3);
  });

  it('does not wait for the end of an endless line', async () => {
    function* endless() {
      for (;;) {
        yield Buffer.from('a'.repeat(1000));
      }
    }
    await expect(
      parseExposition(endless(), { format: 'prometheus', onSample: () => {} }),
    ).rejects.toThrow('line 1: it has more than 65536 characters');
  });

  it('refuses what is not UTF-8', async () => {
    await expect(
      readExposition([Buffer.from('a 1\nb{c="'), Buffer.from([0xc3, 0x28])], {
        format: 'prometheus',
      }),
    ).rejects.toThrow('line 2: found what is not UTF-8 text');
  });

  it('reads 10 MB without keeping others waiting for 50 ms', async () => {
    const bytes = Buffer.from(
      `${Array.from(
        { length: 110_000 },
        (_, index) =>
          `http_server_request_duration_seconds_bucket{http_route="/r/${
            index % 5000
          }",le="0.${index % 17}"} ${index}\n`,
      ).join('')}# EOF\n`,
    );
    let longest = 0;
    let reading = true;
    let usage = process.threadCpuUsage();
    // The time of other processes on this machine does not count.
    const others = () => {
      const { user, system } = process.threadCpuUsage(usage);
      longest = Math.max(longest, (user + system) / 1000);
      usage = process.threadCpuUsage();
      if (reading) {
        setImmediate(others);
      }
    };
    setImmediate(others);
    const { samples } = await parseExposition([bytes], {
      format: 'openmetrics',
      limits: { maxBytes: 20_000_000, maxSeries: 100_000 },
      onSample: () => {},
    });
    reading = false;
    expect(bytes.length).toBeGreaterThan(8_000_000);
    expect(samples).toBe(110_000);
    expect(longest).toBeLessThan(50);
  });

  it('stops when told', async () => {
    await expect(
      parseExposition([Buffer.from('a 1\n')], {
        format: 'prometheus',
        signal: AbortSignal.abort(),
        onSample: () => {},
      }),
    ).rejects.toThrow('abort');
  });
});

describe('expositionFormatOf', () => {
  it.each([
    [
      'application/openmetrics-text; version=1.0.0; charset=utf-8',
      'openmetrics',
    ],
    ['text/plain; version=0.0.4', 'prometheus'],
    [undefined, 'prometheus'],
  ])('%s', (contentType, format) => {
    expect(expositionFormatOf(contentType)).toBe(format);
  });
});
