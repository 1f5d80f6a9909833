import { oneLine } from './oneLine';

it('keeps texts of others on one line', () => {
  expect(oneLine(' a\n\tb\0c ', 10)).toBe('a b\ufffdc');
  expect(oneLine('😀😀😀', 2)).toBe('😀…');
});
