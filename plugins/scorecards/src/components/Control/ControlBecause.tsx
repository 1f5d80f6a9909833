import { Text } from '@backstage/ui';
import type { ExplainedControl } from '@platform-ops/backstage-plugin-scorecards-common';
import {
  shownVerdict,
  VerdictBadge,
  verdictMeaning,
} from '@platform-ops/backstage-plugin-scorecards-react';
import { CheckDetail } from './CheckDetail';
import { DetailSection } from './DetailSection';
import { plainReason } from '../../controls/plainReason';
import styles from './ControlBecause.module.css';

/** The verdict and all that it rests on. */
export function ControlBecause(props: { explained: ExplainedControl }) {
  const { result, checks, control } = props.explained;
  const shown = shownVerdict(result);
  return (
    <DetailSection title="Verdict, and because">
      <div className={styles.verdict}>
        <VerdictBadge verdict={shown} size="medium" />
        <Text as="span" variant="body-medium">
          {plainReason(result.reason) ?? verdictMeaning(shown)}.
        </Text>
      </div>
      {result.underlying && (
        <div className={styles.verdict}>
          <Text as="span" variant="body-small" color="secondary">
            But for that decision it would be
          </Text>
          <VerdictBadge verdict={result.underlying} />
        </div>
      )}
      {checks.length === 0 && (
        <Text as="p" variant="body-small" color="secondary">
          {control.kind === 'inherited'
            ? 'No machine looks at it here: it is taken over from above.'
            : 'No machine looks at it: a person has to say.'}
        </Text>
      )}
      {checks.map(check => (
        <CheckDetail key={check.id} check={check} />
      ))}
    </DetailSection>
  );
}
