import { matchGlob } from './matchGlob';

describe('matchGlob', () => {
  it.each([
    ['catalog-info.yaml', 'catalog-info.yaml', true],
    ['services/a/catalog-info.yaml', 'services/*/catalog-info.yaml', true],
    ['services/a/b/catalog-info.yaml', 'services/*/catalog-info.yaml', false],
    ['services/catalog-info.yaml', 'services/*/catalog-info.yaml', false],
    ['a/b/c.yaml', '**/*.yaml', true],
    ['c.yaml', '**/*.yaml', true],
    ['a/b/c.yaml', 'a/**', true],
    ['b/c.yaml', 'a/**', false],
    ['a1.yaml', 'a?.yaml', true],
    ['a.yaml', 'a?.yaml', false],
    ['größe.yaml', 'gr??e.yaml', true],
    ['.github/x.yaml', '*/x.yaml', false],
    ['.github/x.yaml', '**/x.yaml', false],
    ['.github/x.yaml', '.git*/x.yaml', true],
    ['a{1,2}.yaml', 'a{1,2}.yaml', true],
    ['aXyaml', 'a.yaml', false],
  ])('%s and %s: %s', (path, pattern, expected) => {
    expect(matchGlob(path, pattern)).toBe(expected);
  });

  it('takes no long time for patterns that are made for it', () => {
    const { user } = process.cpuUsage();
    expect(matchGlob('a'.repeat(480), `${'a*'.repeat(200)}b`)).toBe(false);
    expect(matchGlob(`${'a/'.repeat(240)}c`, `${'**/a/'.repeat(80)}b`)).toBe(
      false,
    );
    expect(process.cpuUsage().user - user).toBeLessThan(1_000_000);
  });
});
