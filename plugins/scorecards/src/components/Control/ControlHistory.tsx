import { Text } from '@backstage/ui';
import {
  formatAbsoluteTime,
  formatClockTime,
} from '@platform-ops/backstage-plugin-platform-ops-react';
import type { ExplainedControl } from '@platform-ops/backstage-plugin-scorecards-common';
import { VerdictBadge } from '@platform-ops/backstage-plugin-scorecards-react';
import { historySpans, type HistorySpan } from '../../controls/historySpans';
import { DetailSection } from './DetailSection';
import { HistoryBar } from './HistoryBar';
import styles from './ControlHistory.module.css';

function SpanRow(props: { span: HistorySpan }) {
  const { verdict, from, to, reason, frameworkVersion } = props.span;
  return (
    <li className={styles.span}>
      <span
        className={styles.times}
        title={`${formatAbsoluteTime(new Date(from))} to ${
          to === undefined ? 'now' : formatAbsoluteTime(new Date(to))
        }`}
      >
        {formatClockTime(new Date(from))} to{' '}
        {to === undefined ? 'now' : formatClockTime(new Date(to))}
      </span>
      {verdict ? (
        <VerdictBadge verdict={verdict} />
      ) : (
        <span className={styles.gap}>gap</span>
      )}
      <span>
        {verdict ? reason : 'Nothing was recorded'}
        {frameworkVersion && (
          <span className={styles.version}> version {frameworkVersion}</span>
        )}
      </span>
    </li>
  );
}

/** How the verdict was over time, as a bar and in words. */
export function ControlHistory(props: {
  history: ExplainedControl['history'];
}) {
  const spans = historySpans(props.history);
  return (
    <DetailSection title="History">
      {spans.length === 0 ? (
        <Text as="p" variant="body-small" color="secondary">
          Nothing was recorded yet.
        </Text>
      ) : (
        <>
          <HistoryBar spans={spans} />
          <ol className={styles.spans}>
            {[...spans].reverse().map(span => (
              <SpanRow key={`${span.from} ${span.verdict}`} span={span} />
            ))}
          </ol>
        </>
      )}
    </DetailSection>
  );
}
