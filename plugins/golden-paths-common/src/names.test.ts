import { describeNameProblem } from './names';

describe('describeNameProblem', () => {
  it('takes names of words', () => {
    for (const name of ['chest-xray-triage', 'abc', 'a1-2b', 'x'.repeat(40)]) {
      expect(describeNameProblem(name)).toBeUndefined();
    }
  });

  it('says what is wrong with others', () => {
    expect(describeNameProblem('ab')).toBe(
      'It has 2 characters; 3 to 40 are allowed',
    );
    expect(describeNameProblem('x'.repeat(500))).toMatch(/^It has 500 /);
    expect(describeNameProblem('kube-system')).toBe(
      '"kube-system" is a reserved word',
    );
    for (const name of ['istio-gate', 'kube-dns', 'triage-system']) {
      expect(describeNameProblem(name)).toMatch(/^Names that begin with /);
    }
    // A Cyrillic letter that looks like an a.
    expect(describeNameProblem('ch\u0435st')).toMatch(/^The sign U\+0435 /);
    for (const name of [
      '',
      '-abc',
      'abc-',
      'a--b',
      '1abc',
      'Abc',
      '../etc',
      'a b',
      '${{ x }}',
      'a:b',
      'abc\n',
    ]) {
      expect(describeNameProblem(name)).toBeDefined();
    }
  });
});
