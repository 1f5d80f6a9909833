import { buildTree } from './buildTree';
import { formatSize } from './formatSize';

describe('buildTree', () => {
  it('puts files into their folders, by name', () => {
    const tree = buildTree(
      ['b.txt', 'docs/b/c.md', 'a.txt', 'docs/a.md'].map(path => ({ path })),
    );
    expect(tree.files.map(({ name }) => name)).toEqual(['a.txt', 'b.txt']);
    expect(tree.folders).toEqual([
      {
        name: 'docs',
        path: 'docs',
        files: [{ name: 'a.md', file: { path: 'docs/a.md' } }],
        folders: [
          {
            name: 'b',
            path: 'docs/b',
            folders: [],
            files: [{ name: 'c.md', file: { path: 'docs/b/c.md' } }],
          },
        ],
      },
    ]);
  });
});

describe('formatSize', () => {
  it('has sensible digits', () => {
    expect([0, 999, 1_234, 123_456, 12_345_678, 5e12].map(formatSize)).toEqual([
      '0 B',
      '999 B',
      '1.2 kB',
      '123 kB',
      '12.3 MB',
      '5000 GB',
    ]);
  });
});
