import { act, render, screen } from '@testing-library/react';
import {
  ElapsedTime,
  formatAge,
  formatClockTime,
  formatRelativeTime,
  ObservedTime,
  RelativeTime,
  StaleMark,
} from '.';

const NOW = new Date('2026-03-10T12:00:00Z');

beforeEach(() => {
  jest.useFakeTimers({ now: NOW });
});

afterEach(() => {
  jest.useRealTimers();
});

describe('formatRelativeTime', () => {
  it.each([
    ['2026-03-10T11:59:30Z', 'just now'],
    ['2026-03-10T12:00:20Z', 'in less than a minute'],
    ['2026-03-10T11:59:00Z', '1 minute ago'],
    ['2026-03-10T09:00:01Z', '2 hours ago'],
    ['2026-03-09T12:00:00Z', '1 day ago'],
    ['2026-03-13T12:00:00Z', 'in 3 days'],
    ['2026-01-01T00:00:00Z', '2 months ago'],
    ['2023-03-10T00:00:00Z', '3 years ago'],
    ['yesterday-ish', 'unknown'],
  ])('writes %p as %p', (time, expected) => {
    expect(formatRelativeTime(time, NOW.getTime())).toBe(expected);
  });

  it('has a short form for ages', () => {
    expect(formatAge('2026-03-10T08:59:00Z', NOW.getTime())).toBe('3 h');
    expect(formatAge('2026-03-10T12:00:00Z', NOW.getTime())).toBe('< 1 min');
  });
});

describe('formatClockTime', () => {
  it('says the day where it was not today', () => {
    const now = new Date(2026, 2, 10, 18).getTime();
    expect(formatClockTime(new Date(2026, 2, 10, 9, 4), now)).toBe('09:04');
    expect(formatClockTime(new Date(2026, 2, 9, 23, 59), now)).toBe(
      '9 Mar 23:59',
    );
    expect(formatClockTime('nonsense', now)).toBe('unknown');
  });
});

describe('RelativeTime', () => {
  it('renews itself and keeps the absolute time in the tooltip', () => {
    render(<RelativeTime time="2026-03-10T11:59:10Z" prefix="since" />);
    const element = screen.getByText('since just now');
    expect(element).toHaveAttribute('datetime', '2026-03-10T11:59:10.000Z');
    expect(element.title).toMatch(/10 Mar 2026/);

    act(() => {
      jest.advanceTimersByTime(120_000);
    });
    expect(element).toHaveTextContent('since 2 minutes ago');
  });

  it('leaves no timer behind', () => {
    const { unmount } = render(
      <>
        <RelativeTime time={NOW} />
        <RelativeTime time={NOW} />
      </>,
    );
    expect(jest.getTimerCount()).toBe(1);
    unmount();
    expect(jest.getTimerCount()).toBe(0);
  });

  it('says so when it does not know', () => {
    render(<RelativeTime time="soon" />);
    expect(screen.getByText('unknown')).toBeInTheDocument();
  });
});

describe('ObservedTime', () => {
  it.each([
    [{ exact: '2026-03-10T10:00:00Z' }, '2 hours ago'],
    [
      { after: '2026-03-10T09:00:00Z', before: '2026-03-10T10:00:00Z' },
      'observed between 3 hours ago and 2 hours ago',
    ],
    [
      { after: '2026-03-10T09:58:00Z', before: '2026-03-10T09:59:00Z' },
      'observed 2 hours ago',
    ],
    [{ before: '2026-03-10T10:00:00Z' }, 'first seen 2 hours ago'],
    [{ after: '2026-03-10T10:00:00Z' }, 'some time after 2 hours ago'],
    [{}, 'time unknown'],
  ])('shows %p as %p', (time, expected) => {
    render(<ObservedTime time={time} />);
    expect(screen.getByText(expected)).toBeInTheDocument();
  });

  it('names both observations in the tooltip', () => {
    render(
      <ObservedTime
        time={{ after: '2026-03-10T09:00:00Z', before: '2026-03-10T10:00:00Z' }}
      />,
    );
    expect(
      screen.getByTitle(/^Observed between 10 Mar 2026.* and 10 Mar 2026/),
    ).toBeInTheDocument();
  });
});

describe('StaleMark', () => {
  it('says age and source', () => {
    render(<StaleMark since="2026-03-10T09:00:00Z" source="mlflow-eu" />);
    expect(screen.getByText('3 h old, from mlflow-eu')).toBeInTheDocument();
  });
});

describe('ElapsedTime', () => {
  it('says how long, and since when in the tooltip', () => {
    render(<ElapsedTime since="2026-03-10T11:48:00Z" prefix="for" />);
    expect(screen.getByText('for 12 min').title).toMatch(/^Since 10 Mar 2026/);
  });
});
