import { render, screen } from '@testing-library/react';
import { SHOWN_VERDICTS, describeScore, verdictWord } from '../format';
import { LevelBadge, ShareBar, ShareLegend, VerdictBadge } from '.';

const SCORECARD = {
  frameworkTitle: 'House rules',
  level: 'silver',
  levelTitle: 'Silver',
  score: 0.7,
  shares: { automated: 0.5, attested: 0.125, inherited: 0.075 },
  counts: { pass: 6, fail: 3 },
  mappingOnly: false,
};

describe('VerdictBadge', () => {
  it('has a look and a word of its own for each verdict', () => {
    const { container } = render(
      <>
        {SHOWN_VERDICTS.map(verdict => (
          <VerdictBadge key={verdict} verdict={verdict} />
        ))}
        <VerdictBadge verdict="fail" count={1200} reason="No owner" />
      </>,
    );
    const words = SHOWN_VERDICTS.map(verdictWord);
    expect(new Set(words).size).toBe(10);
    const icons = [...container.querySelectorAll('svg path')].map(path =>
      path.getAttribute('d'),
    );
    expect(new Set(icons).size).toBe(10);
    expect(screen.getByText('unknown').parentElement).toHaveAttribute(
      'title',
      expect.stringContaining('never counts as a pass'),
    );
    expect(screen.getByTitle('No owner')).toHaveTextContent(
      '1,200 fail: No owner',
    );
  });
});

describe('LevelBadge', () => {
  it('never shows what is not known as a level', () => {
    render(
      <>
        <LevelBadge scorecard={SCORECARD} withScore withFramework />
        <LevelBadge
          scorecard={{
            ...SCORECARD,
            cap: { reason: 'exempt', controls: ['312(b)'] },
          }}
          reason="capped"
        />
        <LevelBadge
          scorecard={{ ...SCORECARD, level: undefined, score: 0.3 }}
        />
        <LevelBadge
          scorecard={{
            ...SCORECARD,
            level: undefined,
            score: 0,
            counts: { 'not-evaluated': 8, error: 1 },
          }}
          reason="all unknown"
        />
        <LevelBadge
          scorecard={{ ...SCORECARD, level: undefined, score: undefined }}
          reason="nothing counts"
        />
        <LevelBadge
          scorecard={{
            ...SCORECARD,
            level: undefined,
            score: 0.2,
            voluntary: true,
          }}
        />
        <LevelBadge scorecard={undefined} />
        <LevelBadge
          scorecard={{ ...SCORECARD, mappingOnly: true, score: 0.4 }}
          reason="a mapping"
          withScore
        />
      </>,
    );
    expect(screen.getByTitle('House rules, score 70 %')).toHaveTextContent(
      'House rules:Silver · 70 %',
    );
    expect(screen.getByTitle('capped')).toHaveAttribute('data-open');
    expect(screen.getByTitle('a mapping')).toHaveTextContent(
      'Mapped · 40 % covered: a mapping',
    );
    expect(screen.getByTitle('House rules, score 30 %')).toHaveTextContent(
      'no level',
    );
    expect(screen.getByTitle('House rules, score 20 %')).toHaveAttribute(
      'data-standing',
      'not-reached',
    );
    expect(screen.getByTitle('all unknown')).toHaveTextContent('unknown');
    expect(screen.getByTitle('nothing counts')).toHaveTextContent(
      'nothing asked',
    );
    expect(
      screen.getByTitle('No framework was evaluated for it'),
    ).toHaveTextContent('unknown');
  });
});

describe('shares', () => {
  it('are told apart in words too', () => {
    render(
      <>
        <ShareBar scorecard={SCORECARD} />
        <ShareBar scorecard={{ ...SCORECARD, score: undefined }} />
        <ShareLegend shares={SCORECARD.shares} />
      </>,
    );
    expect(
      screen.getByRole('img', {
        name: 'House rules: 70 %, of it 50 % automated, 12.5 % attested, 7.5 % inherited',
      }),
    ).toBeInTheDocument();
    expect(
      screen.getByRole('img', { name: 'House rules: no score' }),
    ).toBeInTheDocument();
    expect(
      screen.getAllByRole('listitem').map(item => item.textContent),
    ).toContain('12.5 % attested, stated by people');
  });

  it('say evidence, and coverage where nobody has to', () => {
    expect(
      [
        describeScore(0.612, { voluntary: false, mappingOnly: false }),
        describeScore(0.9999, { voluntary: true, mappingOnly: false }),
        describeScore(0.0002, { voluntary: true, mappingOnly: false }),
        describeScore(0.4, { voluntary: false, mappingOnly: true }),
        describeScore(undefined, { voluntary: false, mappingOnly: false }),
      ].join('; '),
    ).toBe(
      'Evidence for 61 % of what it asks; Coverage: over 99 % of what it suggests; Coverage: under 1 % of what it suggests; Coverage: 40 % of what is mapped to checks; Nothing that counts is asked here',
    );
  });
});
