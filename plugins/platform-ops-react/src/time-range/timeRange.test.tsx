import { renderInTestApp } from '@backstage/frontend-test-utils';
import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useQueryParams } from '../navigation';
import {
  formatTimeRange,
  isLiveTimeRange,
  resolveTimeRange,
} from './timeRange';
import { TimeRangeControl } from './TimeRangeControl';
import { useTimeRange } from './useTimeRange';

const NOW = Date.parse('2026-03-10T12:00:00Z');

describe('resolveTimeRange', () => {
  it('knows relative and absolute ends', () => {
    expect(resolveTimeRange({ from: 'now-6h', to: 'now' }, NOW)).toEqual({
      from: new Date('2026-03-10T06:00:00Z'),
      to: new Date(NOW),
    });
    expect(
      resolveTimeRange({ from: '2026-03-01T00:00:00Z', to: 'now-1w' }, NOW),
    ).toEqual({
      from: new Date('2026-03-01T00:00:00Z'),
      to: new Date('2026-03-03T12:00:00Z'),
    });
  });

  it.each([
    ['now', 'now'],
    ['now-1h', 'now-2h'],
    ['now-6', 'now'],
    ['yesterday', 'now'],
    ['now-999999h', 'now'],
  ])('has no span from %p to %p', (from, to) => {
    expect(resolveTimeRange({ from, to }, NOW)).toBeUndefined();
  });

  it('tells a live range, and says ranges in words', () => {
    expect(isLiveTimeRange({ from: 'now-6h', to: 'now' })).toBe(true);
    expect(isLiveTimeRange({ from: 'now-6h', to: 'now-1h' })).toBe(false);
    expect(formatTimeRange({ from: 'now-6h', to: 'now' })).toBe('Last 6 hours');
    expect(formatTimeRange({ from: 'now-1d', to: 'now' })).toBe('Last day');
    expect(
      formatTimeRange({
        from: '2026-03-10T06:00:00',
        to: '2026-03-10T07:30:00',
      }),
    ).toBe('10 Mar 2026, 06:00 to 07:30');
  });
});

const USUAL = { from: 'now-6h', to: 'now' };

function Page() {
  const [range, setRange] = useTimeRange(USUAL);
  const [params] = useQueryParams();
  return (
    <>
      <TimeRangeControl range={range} onChange={setRange} />
      <output>{params.toString()}</output>
    </>
  );
}

describe('TimeRangeControl', () => {
  it('puts the range into the URL, and takes two moments', async () => {
    const user = userEvent.setup();
    renderInTestApp(<Page />, {
      initialRouteEntries: ['/?from=nonsense&to=now&tab=1'],
    });
    await user.click(
      await screen.findByRole('button', { name: 'Last 6 hours' }),
    );
    await user.click(screen.getByRole('button', { name: 'Last 7 days' }));
    expect(await screen.findByText('tab=1&from=now-7d&to=now')).toBeVisible();

    await user.click(screen.getByRole('button', { name: 'Last 7 days' }));
    const [day] = screen.getAllByRole('spinbutton', { name: /^day, Start/ });
    await user.type(day, '1');
    await user.click(screen.getByRole('button', { name: 'Show this span' }));
    await waitFor(() =>
      expect(screen.getByRole('status')).toHaveTextContent(
        /^tab=1&from=\d{4}-\d\d-\d\dT.*Z&to=\d{4}-\d\d-\d\dT.*Z$/,
      ),
    );
  });
});
