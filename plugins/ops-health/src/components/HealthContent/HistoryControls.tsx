import { Button, Select, Text, ToggleButton } from '@backstage/ui';
import type { IndicatorSeries } from '@platform-ops/backstage-plugin-ops-health-common';
import {
  CopyButton,
  DownloadButton,
  RelativeTime,
  TimeRangeControl,
} from '@platform-ops/backstage-plugin-platform-ops-react';
import {
  RiPauseLine,
  RiPlayLine,
  RiTableLine,
  RiZoomOutLine,
} from '@remixicon/react';
import type { HistoryView } from '../../hooks/useHistoryView';
import {
  COMPARISON_TITLES,
  COMPARISONS,
  type Comparison,
} from '../../series/comparison';
import { seriesToCsv } from '../../series/seriesToCsv';
import { zoomOut } from '../../series/zoomOut';
import styles from './HistoryControls.module.css';

const NOTHING = 'nothing';

/** Which time, which environment, compared with what. */
export function HistoryControls(props: {
  view: HistoryView;
  environments: readonly string[];
  series: readonly IndicatorSeries[] | undefined;
  fileName: string;
  live: boolean;
  paused: boolean;
  onPause: (paused: boolean) => void;
  /** When the values were read. */
  askedAt: Date | undefined;
}) {
  const { view, environments, series, live, paused, askedAt } = props;
  return (
    <div className={styles.controls} role="group" aria-label="What is shown">
      <TimeRangeControl range={view.range} onChange={view.setRange} />
      <Button
        variant="secondary"
        size="small"
        iconStart={<RiZoomOutLine />}
        onPress={() => view.setRange(zoomOut(view.range))}
      >
        Zoom out
      </Button>
      {environments.length > 1 && (
        <Select
          className={styles.select}
          aria-label="Environment"
          size="small"
          options={environments.map(name => ({ id: name, label: name }))}
          value={view.environment}
          onChange={key => view.setEnvironment(String(key))}
        />
      )}
      <Select
        className={styles.select}
        aria-label="Compare with"
        size="small"
        options={[
          { id: NOTHING, label: 'Compare with nothing' },
          ...COMPARISONS.map(name => ({
            id: name,
            label: `Compare with ${COMPARISON_TITLES[name].toLocaleLowerCase(
              'en',
            )}`,
          })),
        ]}
        value={view.comparison ?? NOTHING}
        onChange={key =>
          view.setComparison(key === NOTHING ? undefined : (key as Comparison))
        }
      />
      <ToggleButton
        size="small"
        iconStart={<RiTableLine />}
        isSelected={view.asTable}
        onChange={view.setAsTable}
      >
        Tables
      </ToggleButton>
      <DownloadButton
        label="Download CSV"
        fileName={props.fileName}
        content={() => seriesToCsv(series ?? [])}
        isDisabled={!series}
      />
      <CopyButton text={window.location.href} label="Copy link" />
      {live && (
        <span className={styles.live}>
          <Button
            variant="secondary"
            size="small"
            iconStart={paused ? <RiPlayLine /> : <RiPauseLine />}
            onPress={() => props.onPause(!paused)}
          >
            {paused ? 'Resume' : 'Pause'}
          </Button>
          <Text as="span" variant="body-small" color="secondary">
            {paused ? 'Paused' : 'Live'}
            {askedAt && (
              <>
                , read <RelativeTime time={askedAt} />
              </>
            )}
          </Text>
        </span>
      )}
    </div>
  );
}
