import type {
  Slo,
  SloHoursResponse,
} from '@platform-ops/backstage-plugin-ops-health-common';
import type {
  ChartPoint,
  ChartRange,
} from '@platform-ops/backstage-plugin-platform-ops-react';

const HOUR_SECONDS = 3_600;

type Hours = SloHoursResponse['hours'];

/** How the budget of a period was used. */
export interface BudgetCourse {
  range: ChartRange;
  /** Share of the budget, falling to what is left now. */
  left: ChartPoint[];
  good: ChartPoint[];
  bad: ChartPoint[];
}

function secondsOf(time: string): number {
  return Date.parse(time) / 1000;
}

/**
 * The hours of the period: as many of the last ones as have its events, for
 * where it began the API does not say. What happened since the last full hour
 * makes them begin a little early at most.
 */
function hoursOfPeriod(hours: Hours, events: number): Hours {
  let room = events;
  let first = hours.length;
  while (first > 0 && hours[first - 1].total <= room) {
    first -= 1;
    room -= hours[first].total;
  }
  return hours.slice(Math.min(first, hours.length - 1));
}

/**
 * What the hours say of the period's budget. Each bad event takes its share of
 * what was spent, so the course begins at all of it and ends at what is left.
 * Undefined where no hour was counted yet.
 */
export function budgetCourse(
  hours: Hours,
  slo: Pick<Slo, 'budget' | 'evaluatedAt'>,
): BudgetCourse | undefined {
  const { budget, evaluatedAt } = slo;
  const known = hours.findIndex(({ coverage }) => coverage > 0);
  if (known < 0) {
    return undefined;
  }
  const counted = hours.slice(known);
  const end = secondsOf(counted[counted.length - 1].hour) + HOUR_SECONDS;
  const now = Math.max(end, evaluatedAt ? secondsOf(evaluatedAt) : 0);
  const shown = budget ? hoursOfPeriod(counted, budget.totalEvents) : counted;
  const range = { from: secondsOf(shown[0].hour), to: now };

  const perHour = (value: (hour: Hours[number]) => number) =>
    shown.map(hour => ({
      time: secondsOf(hour.hour),
      value: hour.coverage > 0 ? value(hour) : null,
    }));
  return {
    range,
    left: leftOver(shown, slo, range),
    good: perHour(({ good }) => good),
    bad: perHour(({ good, total }) => total - good),
  };
}

function leftOver(
  shown: Hours,
  { budget }: Pick<Slo, 'budget'>,
  range: ChartRange,
): ChartPoint[] {
  if (budget?.remaining === undefined) {
    return [];
  }
  const { remaining, totalEvents, goodEvents } = budget;
  const allBad = totalEvents - goodEvents;
  const spent = 1 - remaining;
  let bad = 0;
  const points = shown.map(({ hour, good, total, coverage }) => {
    bad += total - good;
    const share = allBad > 0 ? Math.min(1, bad / allBad) : 0;
    return {
      time: secondsOf(hour) + HOUR_SECONDS,
      value: coverage > 0 ? 1 - spent * share : null,
    };
  });
  const before = points.filter(({ time }) => time < range.to);
  return [
    { time: range.from, value: 1 },
    ...before,
    { time: range.to, value: remaining },
  ];
}
