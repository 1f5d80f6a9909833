import { findNextSpot } from './findNextSpot';

/** Two rows of three cells and one below the middle. */
const places = [
  [0, 0],
  [10, 0],
  [20, 0],
  [0, 10],
  [10, 10],
  [20, 10],
  [11, 30],
];
const elements = places.map(([left, top]) => {
  const box = { left, top, right: left + 8, bottom: top + 8 };
  return { getBoundingClientRect: () => box } as unknown as Element;
});

describe('findNextSpot', () => {
  it.each([
    [1, 'down', 4],
    [5, 'down', 6],
    [4, 'up', 1],
    [6, 'up', 4],
    [0, 'up', 0],
    [6, 'down', 6],
    [2, 'next', 3],
    [6, 'next', 6],
    [0, 'previous', 0],
    [3, 'first', 0],
    [3, 'last', 6],
  ] as const)('leads from %d %s to %d', (from, direction, to) => {
    expect(findNextSpot(elements, from, direction)).toBe(to);
  });
});
