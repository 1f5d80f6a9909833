import { Text } from '@backstage/ui';
import type { ConcernedControl } from '@platform-ops/backstage-plugin-scorecards-common';
import {
  shownVerdict,
  useControlExplanation,
  VerdictBadge,
  verdictMeaning,
} from '@platform-ops/backstage-plugin-scorecards-react';
import styles from './CurrentVerdict.module.css';

/** What the control says now, and why: who decides has to know. */
export function CurrentVerdict(props: { concerned: ConcernedControl }) {
  const { value, error, loading } = useControlExplanation(props.concerned);
  if (!value) {
    return (
      <Text as="p" variant="body-small" color="secondary">
        {loading && !error
          ? 'Reading what the control says now…'
          : 'What the control says now is unknown: it could not be read, or it is not asked here any more.'}
      </Text>
    );
  }
  const { control, result, checks } = value;
  const shown = shownVerdict(result);
  const found = checks.find(
    ({ verdict, actual }) => verdict === 'fail' && actual,
  );
  return (
    <>
      <Text as="p" variant="body-small">
        It asks: {control.summary}
      </Text>
      <div className={styles.verdict}>
        <span>Now</span>
        <VerdictBadge verdict={shown} />
        <span>
          {result.reason ?? verdictMeaning(shown)}
          {found && `. ${found.title}: ${found.actual}`}
        </span>
      </div>
    </>
  );
}
