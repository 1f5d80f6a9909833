import { openBrackets } from './openBrackets';
import { parseIndicatorsAnnotation } from './parseIndicatorsAnnotation';

/** Name, unit, source and query of each. */
function read(text: string) {
  return parseIndicatorsAnnotation(text).indicators.map(
    ({ name, definition, source, query }) =>
      `${name} ${definition.unit} ${source} ${query}`,
  );
}

describe('parseIndicatorsAnnotation', () => {
  it.each([
    ['a word', 'up-now=eu: up', ['up-now count eu up']],
    ['spaces', '  ', []],
    [
      'commas, bars, braces, equals signs and colons',
      'errors [ratio] = eu-1: sum(a:b:rate5m{code=~"4..|5..",x!="a=b, c"}) / sum by (a, b) (y)',
      [
        'errors ratio eu-1 sum(a:b:rate5m{code=~"4..|5..",x!="a=b, c"}) / sum by (a, b) (y)',
      ],
    ],
    [
      'several, comments and blank lines',
      '# ours\na = eu: x\n\n# theirs\nb [bytes] = eu: y\n',
      ['a count eu x', 'b bytes eu y'],
    ],
    [
      'a query on indented lines, with one that looks like an indicator',
      'a = eu:\n  sum(x)\n\n    # of all\n  /\n  b = eu: y\nc = eu: z',
      ['a count eu sum(x)\n\n    # of all\n  /\n  b = eu: y', 'c count eu z'],
    ],
    [
      'a query that goes on within its brackets',
      'a = eu: sum(\nrate(x{p="a)\\"b"}[5m])\n)\nb = eu: y',
      ['a count eu sum(\nrate(x{p="a)\\"b"}[5m])\n)', 'b count eu y'],
    ],
    [
      'backticks and single quotes',
      "a = eu: x{p=~`\\d+(`, q='}'}",
      ["a count eu x{p=~`\\d+(`, q='}'}"],
    ],
    [
      'lines of Windows',
      'a = eu: x\r\nb = eu: y\r\n',
      ['a count eu x', 'b count eu y'],
    ],
  ])('reads %s', (_, text, expected) => {
    expect(read(text)).toEqual(expected);
    expect(parseIndicatorsAnnotation(text).problems).toEqual([]);
  });

  it.each([
    ['up', "found 'up'; expected is <name> [<unit>] = <source>: <query>"],
    ['Up = eu: up', "found 'Up = eu: up'"],
    ['a = sum(x)', "found 'a = sum(x)'"],
    ['a [furlongs] = eu: x', "a has the unit 'furlongs'; allowed are ratio,"],
    ['a [money] = eu: x', "a has the unit 'money'"],
    ['latency = eu: x', "'latency' is an indicator of the portal"],
    ['a = eu: x\na = eu: y', "the name 'a' is there twice"],
    ['a = eu:', 'a has no query'],
    ['a = eu: sum(x', 'the query of a does not close ('],
    ['a = eu: sum(x{y="z)', 'the query of a does not close ( and { and "'],
    ['a = eu: x) or (y', 'the query of a closes a bracket'],
    [`a = eu: ${'x'.repeat(2001)}`, 'has 2001 characters; allowed are 2,000'],
    [`${'a'.repeat(64)} = eu: x`, 'has 64 characters; allowed are 63'],
    ['x'.repeat(30_001), 'it has 30001 characters in 1 lines; allowed are'],
    ['\n'.repeat(500), 'it has 500 characters in 501 lines; allowed are'],
  ])('says what is wrong: case %#', (text, message) => {
    const { problems } = parseIndicatorsAnnotation(text);
    expect(problems).toHaveLength(1);
    expect(problems[0].text).toContain(
      'The annotation platformops.io/indicators defines no indicator there: ',
    );
    expect(problems[0].text).toContain(message);
    expect(read(problems[0].annotation!.value)).toHaveLength(1);
  });

  it('keeps what is right beside what is wrong, and bounds it', () => {
    expect(read('a = eu: x\nlatency = eu: y\nb = eu: z')).toEqual([
      'a count eu x',
      'b count eu z',
    ]);
    const { indicators, problems } = parseIndicatorsAnnotation(
      Array.from({ length: 11 }, (_, at) => `i${at} = eu: x`).join('\n'),
    );
    expect(indicators).toHaveLength(10);
    expect(problems[0].text).toContain('it has 11 indicators');
  });

  it.each([
    `a = eu: (\n${`${'x'.repeat(58)}\n`.repeat(490)}`,
    `a${' '.repeat(29_000)}`,
  ])('keeps nobody waiting by what is long: case %#', text => {
    const startedAt = performance.now();
    expect(parseIndicatorsAnnotation(text).problems).toHaveLength(1);
    expect(performance.now() - startedAt).toBeLessThan(200);
  });

  it('follows strings and comments from line to line', () => {
    expect(
      read('a = eu: x{y="\\\n)\\"(", # (\nz="}"}\nb = eu: y\n# (\nc = eu: z'),
    ).toEqual([
      'a count eu x{y="\\\n)\\"(", # (\nz="}"}',
      'b count eu y',
      'c count eu z',
    ]);
  });

  it('gives the whole annotation with a mended query', () => {
    const text = 'a = eu: x\n# b\nb [bytes]= eu:\n  y{z="="}\nc = eu: z';
    const [, b] = parseIndicatorsAnnotation(text).indicators;
    expect(b.rewrite!('sum(y)')).toEqual({
      name: 'platformops.io/indicators',
      value: 'a = eu: x\n# b\nb [bytes]= eu: sum(y)\nc = eu: z',
    });
  });
});

it('finds open brackets and quotes', () => {
  expect(openBrackets('sum(x[5m]) # (')).toEqual([]);
  expect(openBrackets('sum(x{')).toEqual(['(', '{']);
  expect(openBrackets("'\\'(")).toEqual(["'"]);
  expect(openBrackets('(]')).toBeUndefined();
});
