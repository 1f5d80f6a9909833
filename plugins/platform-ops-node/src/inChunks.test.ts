import { inChunks } from './inChunks';

describe('inChunks', () => {
  it('leaves nothing out', () => {
    expect(inChunks([1, 2, 3], 2)).toEqual([[1, 2], [3]]);
    expect(inChunks([], 2)).toEqual([]);
  });
});
