import { z } from 'zod';
import { readDocuments, readDocumentsInSteps } from './readDocuments';
import { readShape } from './readShape';
import { runStepsInTurns } from './steps';

const schema = z.strictObject({
  name: z.string('a name'),
  parts: z.array(z.strictObject({ size: z.number('a number') })).default([]),
});

function read(text: unknown, unknown?: 'notice' | 'problem') {
  const { documents, findings } = readDocuments(text, 'parts');
  const values = documents.map(document =>
    readShape(schema, document.value, [], document.findings, unknown),
  );
  const all = [findings, ...documents.map(document => document.findings)];
  return {
    values,
    problems: all.flatMap(({ problems }) => problems),
    notices: all.flatMap(({ notices }) => notices),
  };
}

it('tells every problem of every document, and where it stands', () => {
  const { values, problems, notices } = read(`# parts
name: one
parts:
  - size: 1
  - size: large
colour: red
---
parts: []
---
name: three
`);
  expect(values).toEqual([undefined, undefined, { name: 'three', parts: [] }]);
  expect(problems).toEqual([
    {
      document: 1,
      line: 5,
      path: 'parts[1].size',
      found: '"large"',
      allowed: 'a number',
      message: 'document 1, parts[1].size: found "large", allowed is a number',
    },
    expect.objectContaining({
      document: 2,
      line: 8,
      path: 'name',
      found: 'nothing',
      allowed: 'a name',
    }),
  ]);
  expect(notices).toEqual([
    {
      document: 1,
      line: 6,
      path: 'colour',
      message: 'document 1, colour: not known, so not read',
    },
  ]);
});

it('takes a field that is not known for a slip where that is wanted', () => {
  const { values, problems } = read('name: one\nprats: []\n', 'problem');
  expect(values).toEqual([undefined]);
  expect(problems).toMatchObject([
    {
      line: 2,
      path: 'prats',
      found: 'a field that is not known',
      allowed: 'name, parts',
    },
  ]);
  expect(read('name: one\nparts:\n- siez: 1\n', 'problem').problems).toEqual([
    expect.objectContaining({ path: 'parts[0].size', found: 'nothing' }),
    expect.objectContaining({ path: 'parts[0].siez', allowed: 'size' }),
  ]);
});

it('says in words what is allowed where the schema does not', () => {
  const plain = z.strictObject({
    kind: z.enum(['one', 'two']),
    share: z.number().max(1),
    names: z.array(z.string().max(3)).min(2),
    inner: z.object({}),
  });
  const { documents } = readDocuments(
    'kind: three\nshare: 90\nnames: [none, 1]\n',
    'parts',
  );
  const [{ value, findings }] = documents;
  readShape(plain, value, [], findings);
  expect(findings.problems.map(({ message }) => message)).toEqual([
    'document 1, kind: found "three", allowed is one of one, two',
    'document 1, share: found 90, allowed is at most 1',
    'document 1, names[0]: found "none", allowed is text of at most 3 characters',
    'document 1, names[1]: found 1, allowed is text, in quotes',
    'document 1, inner: found nothing, allowed is a map',
  ]);
});

it('names each line in which YAML is broken once', () => {
  const { documents } = readDocuments('name: one\n\tparts: []\n', 'parts');
  expect(documents[0].findings.problems).toMatchObject([
    {
      line: 2,
      found:
        'broken YAML (Tabs are not allowed as indentation at line 2, column 1)',
    },
  ]);
});

it('reads objects too, and drops what it does not know', () => {
  expect(read([{ name: 'one', colour: 'red' }]).values).toEqual([
    { name: 'one', parts: [] },
  ]);
});

it.each([
  ['a: [1', 'valid YAML'],
  ['a: *nothing', 'YAML whose aliases exist and stand for little'],
  ['', '1 to 100 documents'],
  ['x'.repeat(300_000), 'at most 262144 bytes (256 kB)'],
  [
    `a: &a [x,x,x,x,x,x,x,x,x,x]\n${'bcdefgh'
      .split('')
      .map(
        (name, index) =>
          `${name}: &${name} [${Array(10)
            .fill(`*${'abcdefgh'[index]}`)
            .join(',')}]\n`,
      )
      .join('')}`,
    'YAML whose aliases exist and stand for little',
  ],
  [Array(60_000).fill([1]), 'at most 100000 values'],
])('refuses %#', (text, allowed) => {
  const { documents, findings } = readDocuments(
    Array.isArray(text) ? [text] : text,
    'parts',
  );
  const problems = [findings, ...documents.map(each => each.findings)].flatMap(
    each => each.problems,
  );
  expect(problems[0].allowed).toBe(allowed);
});

it.each([
  ['commas', `[${','.repeat(100_000)}`, 'at most so many'],
  ['tags', '! '.repeat(100_000), 'at most so many'],
  ['brackets', '['.repeat(100_000), 'at most 100'],
  ['dashes', '- '.repeat(100_000), 'at most 100'],
  ['documents', '--- a\n'.repeat(10_000), '1 to 100 documents'],
  ['quotes', '""\n'.repeat(50_000), 'valid YAML'],
  ['wrong brackets', ']\n'.repeat(50_000), 'valid YAML'],
])(
  'refuses a bomb of %s before it is put together',
  async (_, bomb, allowed) => {
    let turns = 0;
    const { documents, findings } = await runStepsInTurns(
      readDocumentsInSteps(bomb, 'parts'),
      async () => {
        turns += 1;
      },
    );
    const [problem, ...others] = [
      findings,
      ...documents.map(each => each.findings),
    ].flatMap(({ problems }) => problems);
    expect(problem.allowed).toMatch(allowed);
    expect(others.length).toBeLessThan(3);
    // A turn is at most 1000 words long, and all of it was bounded.
    expect(turns).toBeLessThan(110);
  },
);

it('lets others have their turn in a text that is as large as allowed', async () => {
  let turns = 0;
  const { documents, findings } = await runStepsInTurns(
    readDocumentsInSteps('- size: 1\n'.repeat(4_000), 'parts'),
    async () => {
      turns += 1;
    },
  );
  expect(findings.problems).toEqual([]);
  expect(documents[0].value).toHaveLength(4_000);
  expect(turns).toBeGreaterThan(30);
});
