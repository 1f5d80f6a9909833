import type { KnownVerdict } from '../database/packVerdicts';
import { findAbove } from './evaluateFramework';

const said: Record<string, KnownVerdict['verdict']> = {
  good: 'pass',
  bad: 'fail',
  dark: 'not-evaluated',
};

function above(...refs: string[]) {
  return findAbove(refs, 'c', ref =>
    said[ref]
      ? { verdict: said[ref], isUpcoming: false, since: new Date(0) }
      : undefined,
  );
}

describe('findAbove', () => {
  it('takes the worst of several, and knows nothing where one is not known', () => {
    expect(above('good', 'dark')).toMatchObject({ entityRef: 'dark' });
    expect(above('good', 'bad', 'dark')).toMatchObject({ entityRef: 'bad' });
    expect(above('good')).toMatchObject({ result: { verdict: 'pass' } });
    expect(above('good', 'new')).toBe('unknown');
    expect(above()).toBe('unknown');
  });
});
