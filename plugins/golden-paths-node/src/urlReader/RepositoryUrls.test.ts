import { mockServices } from '@backstage/backend-test-utils';
import { RepositoryUrls } from './RepositoryUrls';

const BASE = 'https://portal.example.com/base/api/golden-paths/git';

describe('RepositoryUrls', () => {
  const urls = RepositoryUrls.fromConfig(
    mockServices.rootConfig({
      data: { backend: { baseUrl: 'https://portal.example.com/base/' } },
    }),
  );

  it('writes addresses that it reads', () => {
    const commit = 'a'.repeat(40);
    expect(urls.clone('one')).toBe(`${BASE}/one.git`);
    expect(urls.parse(urls.tree('one'))).toEqual({
      repository: 'one',
      ref: 'main',
      path: '',
    });
    const path = 'a b/größe #1?.yaml';
    const url = urls.file('one', path, commit);
    expect(url).toContain('a%20b/gr%C3%B6%C3%9Fe%20%231%3F.yaml');
    expect(urls.parse(url)).toEqual({ repository: 'one', ref: commit, path });
    expect(urls.parse(`${urls.tree('one')}docs/?x=y#z`)?.path).toBe('docs');
  });

  it.each([
    'https://portal.example.com.evil/base/api/golden-paths/git/one/blob/main/x',
    'https://portal.example.com@evil/base/api/golden-paths/git/one/blob/main/x',
    'http://portal.example.com/base/api/golden-paths/git/one/blob/main/x',
    `${BASE}/../catalog/one/blob/main/x`,
    `${BASE}/one/blob/other/x`,
    `${BASE}/one.git/HEAD`,
    `${BASE}/one/blob/main/%E0%A4%A`,
    `${BASE}`,
    'not an address',
  ])('reads nothing else: %s', url => {
    expect(urls.parse(url)).toBeUndefined();
  });
});
