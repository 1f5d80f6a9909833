import { useApi } from '@backstage/frontend-plugin-api';
import {
  CopyButton,
  DownloadButton,
  formatAbsoluteTime,
  Panel,
  resolveTimeRange,
  TimeRangeControl,
  useLoad,
  useTimeRange,
} from '@platform-ops/backstage-plugin-platform-ops-react';
import type { Scorecard } from '@platform-ops/backstage-plugin-scorecards-common';
import {
  scorecardsApiRef,
  useScorecardsSignal,
} from '@platform-ops/backstage-plugin-scorecards-react';
import { timelineCsv } from '../../timeline/timelineCsv';
import { FrameworkMarks, ScopeNote } from '../Framework';
import { PrintButton, PrintedDocument, PrintTitle } from '../Printed';
import { OverTimeBody } from './OverTimeBody';
import styles from './OverTime.module.css';

const USUAL_PERIOD = { from: 'now-30d', to: 'now' };
const PERIODS = ['30d', '90d', '365d'];

/** How the controls of a framework stood over a period. */
export function OverTime(props: { scorecard: Scorecard }) {
  const { entityRef, title, frameworkId, frameworkTitle, scope } =
    props.scorecard;
  const api = useApi(scorecardsApiRef);
  const [range, setRange] = useTimeRange(USUAL_PERIOD);
  const loaded = useLoad(
    JSON.stringify([entityRef, frameworkId, range]),
    () => {
      const { from, to } = resolveTimeRange(range)!;
      return api.getTimeline({
        entityRef,
        framework: frameworkId,
        from: from.toISOString(),
        to: to.toISOString(),
      });
    },
    { keepPrevious: true },
  );
  useScorecardsSignal(loaded.reload);
  const { value: timeline } = loaded;
  return (
    <PrintedDocument label={`${frameworkTitle}, ${title}, over time`}>
      {timeline && (
        <PrintTitle title={`${title} (${entityRef})`}>
          Evidence for {frameworkTitle} from {formatAbsoluteTime(timeline.from)}{' '}
          to {formatAbsoluteTime(timeline.to)}, printed{' '}
          {formatAbsoluteTime(new Date())}.
        </PrintTitle>
      )}
      <Panel
        title={`${frameworkTitle}, over time`}
        action={
          <div className={styles.actions}>
            <FrameworkMarks framework={props.scorecard} />
            <TimeRangeControl
              range={range}
              onChange={setRange}
              presets={PERIODS}
            />
            <CopyButton text={window.location.href} label="Copy link" />
            {timeline && (
              <DownloadButton
                label="Download CSV"
                fileName={`${frameworkId}-over-time.csv`}
                content={() => timelineCsv(timeline)}
              />
            )}
            <PrintButton />
          </div>
        }
      >
        <div className={styles.body}>
          <ScopeNote scope={scope} />
          <OverTimeBody loaded={loaded} scorecard={props.scorecard} />
        </div>
      </Panel>
    </PrintedDocument>
  );
}
