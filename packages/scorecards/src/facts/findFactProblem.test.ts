import { TYPES } from '../__testUtils__/example';
import { findFactProblem } from './findFactProblem';

const [ownership, tls] = TYPES;

it.each([
  [ownership, { owner: 'a', resolves: true }, undefined],
  [ownership, { resolves: true }, undefined],
  [
    ownership,
    { owner: 'a' },
    'catalog.ownership.resolves: found nothing; expected is true or false',
  ],
  [
    ownership,
    { owner: 5, resolves: true },
    'catalog.ownership.owner: found a number; expected is text',
  ],
  [
    ownership,
    { resolves: true, secret: 's3cret' },
    'catalog.ownership.secret: not a field of this fact; allowed are owner, resolves',
  ],
  [ownership, [], 'catalog.ownership: found a list; expected is an object'],
  [
    tls,
    { tried: 1.5, endpoints: [] },
    'tls.endpoints.tried: found a number; expected is a whole number',
  ],
  [
    tls,
    { tried: 1, endpoints: [{ host: 'a', version: 1.3, notAfter: 'soon' }] },
    'tls.endpoints.endpoints[0].notAfter: found a string; expected is a time such as 2026-01-31T09:00:00Z',
  ],
  [
    tls,
    { tried: 1, endpoints: [{ host: 'a', version: NaN, notAfter: 'x' }] },
    'tls.endpoints.endpoints[0].version: found a number; expected is a number',
  ],
])('%#', (type, value, expected) => {
  expect(findFactProblem(value, type)).toBe(expected);
});
