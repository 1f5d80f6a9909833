import { Button } from '@backstage/ui';
import {
  CountFilter,
  SearchBox,
} from '@platform-ops/backstage-plugin-platform-ops-react';
import type { Scorecard } from '@platform-ops/backstage-plugin-scorecards-common';
import {
  SHOWN_VERDICTS,
  VerdictIcon,
  verdictMeaning,
  verdictWord,
} from '@platform-ops/backstage-plugin-scorecards-react';
import { countShown } from '../../controls/groupControls';
import type { ControlsView } from '../../hooks/useControlsView';
import styles from './ControlFilters.module.css';

/** How many controls are how, and what narrows them. */
export function ControlFilters(props: {
  scorecard: Scorecard;
  view: ControlsView;
}) {
  const { scorecard, view } = props;
  const counts = countShown(scorecard.controls);
  return (
    <div className={styles.filters}>
      <CountFilter
        label="Controls by verdict"
        items={SHOWN_VERDICTS.filter(
          verdict => counts[verdict] || view.filter.verdicts.includes(verdict),
        ).map(verdict => ({
          value: verdict,
          title: verdictWord(verdict),
          count: counts[verdict] ?? 0,
          icon: <VerdictIcon verdict={verdict} />,
          description: verdictMeaning(verdict),
        }))}
        selected={view.filter.verdicts}
        onToggle={view.toggleVerdict}
      />
      <SearchBox
        className={styles.search}
        label="Search the controls"
        placeholder="Control or reason"
        value={view.filter.text}
        onChange={view.setText}
      />
      {view.filtered && (
        <Button variant="tertiary" size="small" onPress={view.clear}>
          Clear all filters
        </Button>
      )}
    </div>
  );
}
