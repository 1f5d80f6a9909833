import { useApi } from '@backstage/frontend-plugin-api';
import {
  CopyButton,
  DownloadButton,
  EmptyState,
  formatAbsoluteTime,
  KeyValueList,
  LoadFailure,
  Panel,
  SkeletonLines,
  useLoad,
} from '@platform-ops/backstage-plugin-platform-ops-react';
import type { Sample } from '@platform-ops/backstage-plugin-scorecards-common';
import {
  scorecardsApiRef,
  SHOWN_VERDICTS,
  VerdictBadge,
  type SampleDraw,
} from '@platform-ops/backstage-plugin-scorecards-react';
import type { Verdict } from '@platform-ops/scorecards';
import { Button } from '@backstage/ui';
import { RiShuffleLine } from '@remixicon/react';
import { countOf } from '../../controls/countWords';
import type { SampleView } from '../../hooks/useSampleView';
import { newSeed } from '../../samples/newSeed';
import { sampleCsv } from '../../samples/sampleCsv';
import { PrintButton, PrintedDocument, PrintTitle } from '../Printed';
import { SampleItem } from './SampleItem';
import styles from './DrawnSample.module.css';

const SKELETON_LINES = 10;

function Counts(props: { sample: Sample }) {
  const { counts, population } = props.sample;
  const shown = SHOWN_VERDICTS.filter(
    (verdict): verdict is Verdict =>
      verdict !== 'upcoming' && Boolean(counts[verdict]),
  );
  const known = shown.reduce((sum, verdict) => sum + counts[verdict]!, 0);
  return (
    <ul className={styles.counts} aria-label="Verdicts of all there are">
      {shown.map(verdict => (
        <li key={verdict}>
          <VerdictBadge verdict={verdict} count={counts[verdict]} />
        </li>
      ))}
      {population > known && (
        <li>{(population - known).toLocaleString('en')} without a record</li>
      )}
    </ul>
  );
}

/** What was drawn, how, and what each rests on. */
export function DrawnSample(props: { view: SampleView; draw: SampleDraw }) {
  const { view, draw } = props;
  const api = useApi(scorecardsApiRef);
  const {
    value: sample,
    error,
    reload,
  } = useLoad(JSON.stringify(draw), () => api.drawSample(draw));
  if (error) {
    return <LoadFailure what="the sample" error={error} onRetry={reload} />;
  }
  if (!sample) {
    return <SkeletonLines lines={SKELETON_LINES} label="Drawing the sample" />;
  }
  const period = `${formatAbsoluteTime(sample.from)} to ${formatAbsoluteTime(
    sample.to,
  )}`;
  return (
    <PrintedDocument label={`Sample of ${sample.title}`}>
      <PrintTitle title={`Sample of ${sample.title} (${sample.citation})`}>
        Evidence for {sample.frameworkTitle}, {period}, printed{' '}
        {formatAbsoluteTime(new Date())}.
      </PrintTitle>
      <Panel
        title={`${sample.citation} ${sample.title}`}
        action={
          <div className={styles.actions}>
            <Button
              variant="secondary"
              size="small"
              iconStart={<RiShuffleLine />}
              onPress={() => view.setDraw({ ...draw, seed: newSeed() })}
            >
              Draw others
            </Button>
            <CopyButton text={window.location.href} label="Copy link" />
            <DownloadButton
              label="Download CSV"
              fileName={`sample-${sample.controlId}.csv`}
              content={() => sampleCsv(sample)}
            />
            <PrintButton />
          </div>
        }
      >
        <div className={styles.body}>
          <KeyValueList
            items={[
              { label: 'Framework', value: sample.frameworkTitle },
              { label: 'Period', value: period },
              {
                label: 'Drawn',
                value: `${sample.items.length.toLocaleString(
                  'en',
                )} of ${countOf(sample.population, 'entity', 'entities')}`,
              },
              { label: 'Seed', value: <code>{sample.seed}</code> },
              { label: 'How it was drawn', value: sample.method },
              {
                label: 'All there are, at the end of the period',
                value: <Counts sample={sample} />,
              },
            ]}
          />
        </div>
      </Panel>
      {sample.items.length === 0 ? (
        <EmptyState
          title="Nothing to draw from"
          description="This control was asked of nothing that you may see in this period. Choose a longer one, or another control."
        />
      ) : (
        <ol className={styles.items} aria-label="Drawn">
          {sample.items.map(item => (
            <SampleItem key={item.entityRef} item={item} sample={sample} />
          ))}
        </ol>
      )}
    </PrintedDocument>
  );
}
