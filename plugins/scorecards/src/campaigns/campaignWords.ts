import type {
  Campaign,
  CampaignState,
} from '@platform-ops/backstage-plugin-scorecards-common';
import { formatScore } from '@platform-ops/backstage-plugin-scorecards-react';
import { countOf } from '../controls/countWords';

const DAY = 86_400_000;

/** The states of campaigns, what needs somebody first. */
export const CAMPAIGN_STATES_SHOWN: readonly CampaignState[] = [
  'overdue',
  'running',
  'ended',
];

const DATE = new Intl.DateTimeFormat('en-GB', {
  dateStyle: 'medium',
  timeZone: 'UTC',
});

/** A date without a time, as people write it. */
export function formatDay(day: string): string {
  return DATE.format(new Date(`${day}T00:00:00Z`));
}

/** When it is due, and how far away that is. */
export function describeDue(
  { dueOn, state }: Pick<Campaign, 'dueOn' | 'state'>,
  now = Date.now(),
): string {
  const today = Math.floor(now / DAY);
  const days = Math.round(Date.parse(`${dueOn}T00:00:00Z`) / DAY) - today;
  const day = formatDay(dueOn);
  if (state === 'ended') {
    return day;
  }
  if (days === 0) {
    return `${day}, today`;
  }
  return days > 0
    ? `${day}, in ${countOf(days, 'day')}`
    : `${day}, ${countOf(-days, 'day')} ago`;
}

/** How far it is, of what one may see. */
export function describeProgress(progress: Campaign['progress']): string {
  const { met, total, metAtStart } = progress;
  if (total === 0) {
    return 'It concerns nothing that you may see';
  }
  return `${met.toLocaleString('en')} of ${total.toLocaleString(
    'en',
  )} met (${formatScore(met / total)}), ${metAtStart.toLocaleString(
    'en',
  )} at the start`;
}
