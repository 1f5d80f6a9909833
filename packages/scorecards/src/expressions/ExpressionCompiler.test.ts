import { known, NOW, TYPES } from '../__testUtils__/example';
import { ExpressionCompiler } from './ExpressionCompiler';

const compiler = new ExpressionCompiler(TYPES);
const loop = 'tls.endpoints.endpoints.exists(e, e.version > 1.0)';

/** Else an expired or missing fact could pass, for nobody sees that it is read. */
it.each([
  'catalog["ownership"].resolves',
  '[catalog].exists(c, c.ownership.resolves)',
  '(true ? catalog : catalog).ownership.resolves',
  'dyn(catalog).ownership.resolves',
  '{"a": catalog}.a.ownership.resolves',
  '[true].exists(catalog, catalog)',
])('refuses a collector by itself: %s', source => {
  expect(() => compiler.compile(source, 'bool')).toThrow(
    'names catalog without one of its facts; there are catalog.ownership',
  );
});

it('knows the facts that are read by another name', () => {
  const { facts } = compiler.compile(
    '[catalog.ownership].exists(o, o.resolves)',
    'bool',
  );
  expect([...facts]).toEqual(['catalog.ownership']);
});

it.each([
  ['"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!".matches("^(a+)+$")', 'uses matches'],
  ['cel.bind(a, [1, 2], cel.bind(b, a + a, b.size() > 1))', 'uses bind'],
  ['"a,b".split(",").size() > 0', 'uses split'],
  ['bytes("[1]").json().size() > 0', 'uses json'],
  ['[1].map(x, [x] + [x]).size() > 0', 'adds up lists within a loop'],
  ['[dyn(1)].map(x, x + x).size() > 0', 'adds up lists within a loop'],
  [
    `(${Array(10).fill('[1]').join(' + ')}).size() > 0`,
    'adds up lists 9 times; allowed are 8',
  ],
  [
    Array(21).fill(loop).join(' && '),
    'has 21 loops over lists; allowed are 20',
  ],
])('refuses what could hold others up: %s', (source, message) => {
  expect(() => compiler.compile(source, 'bool')).toThrow(message);
});

it('goes wrong where it gives neither true nor false', () => {
  const { evaluate } = compiler.compile('dyn("no")', 'bool');
  expect(() => evaluate({ now: NOW })).toThrow('gives neither true nor false');
});

it('does not see what expired', () => {
  const { context } = known({ 'catalog.ownership': { resolves: true } }, NOW);
  expect(context).toEqual({ now: NOW });
});
