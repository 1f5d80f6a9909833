import {
  packVerdicts,
  unpackLetters,
  unpackVerdicts,
  verdictLetters,
  type KnownVerdict,
} from './packVerdicts';

const since = new Date('2026-11-23T12:00:00Z');

describe('packVerdicts', () => {
  it('gives back what was packed, and tells each reason once', () => {
    const verdicts: Array<KnownVerdict | undefined> = [
      { verdict: 'pass', isUpcoming: false, since },
      {
        verdict: 'exempt',
        underlying: 'fail',
        reason: 'Accepted until spring',
        isUpcoming: false,
        since: new Date('2026-11-20T00:00:00Z'),
        decisionId: 'd1',
        attestationId: 'a1',
      },
      undefined,
      ...[true, false].map(
        (isUpcoming): KnownVerdict => ({
          verdict: 'not-evaluated',
          reason: 'Nobody has stated it yet',
          isUpcoming,
          since,
        }),
      ),
    ];
    const text = packVerdicts(verdicts);
    expect(unpackVerdicts(text)).toEqual(verdicts);
    expect(text.split('Nobody')).toHaveLength(2);
    expect(unpackLetters(text)).toBe('pe.nn');
    expect(verdictLetters(verdicts)).toBe('pe.nn');
  });
});
