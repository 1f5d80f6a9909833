import { categorySplits } from './categorySplits';

describe('categorySplits', () => {
  const names = Array.from({ length: 16 }, (_, index) => `v${index + 1}`);

  it('names every category where there is room', () => {
    expect(categorySplits(names, 800)).toHaveLength(16);
  });

  it('thins them out so that they do not overlap, and keeps the last', () => {
    expect(categorySplits(names, 250)).toEqual([0, 3, 6, 9, 12, 15]);
  });

  it('keeps one name however narrow it is', () => {
    expect(categorySplits(names, 0)).toEqual([15]);
    expect(categorySplits([], 250)).toEqual([]);
  });
});
