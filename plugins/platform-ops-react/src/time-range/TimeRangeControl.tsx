import {
  Button,
  DateRangePicker,
  DialogTrigger,
  Popover,
  Text,
} from '@backstage/ui';
import {
  fromDate,
  getLocalTimeZone,
  type ZonedDateTime,
} from '@internationalized/date';
import { RiTimeLine } from '@remixicon/react';
import { useState } from 'react';
import { formatTimeRange, resolveTimeRange, type TimeRange } from './timeRange';
import styles from './TimeRangeControl.module.css';

/** @public */
export interface TimeRangeControlProps {
  range: TimeRange;
  onChange: (range: TimeRange) => void;
  /** How far back, e.g. `6h`. */
  presets?: readonly string[];
}

const USUAL_PRESETS = ['1h', '6h', '24h', '7d', '30d'];

function toPickerValue(range: TimeRange) {
  const moments = resolveTimeRange(range);
  const zone = getLocalTimeZone();
  return moments
    ? {
        start: fromDate(moments.from, zone).set({ second: 0, millisecond: 0 }),
        end: fromDate(moments.to, zone).set({ second: 0, millisecond: 0 }),
      }
    : null;
}

function AbsoluteRange(props: TimeRangeControlProps & { onDone: () => void }) {
  const { range, onChange, onDone } = props;
  const [picked, setPicked] = useState(() => toPickerValue(range));
  const valid = picked !== null && picked.start.compare(picked.end) < 0;
  return (
    <form
      className={styles.absolute}
      onSubmit={event => {
        event.preventDefault();
        if (valid) {
          onChange({
            from: picked.start.toDate().toISOString(),
            to: picked.end.toDate().toISOString(),
          });
          onDone();
        }
      }}
    >
      <DateRangePicker
        label={`From and to, in ${getLocalTimeZone()}`}
        granularity="minute"
        hourCycle={24}
        hideTimeZone
        value={picked}
        onChange={value =>
          setPicked(
            value as { start: ZonedDateTime; end: ZonedDateTime } | null,
          )
        }
      />
      {picked && !valid && (
        <Text as="p" variant="body-small" color="danger" role="alert">
          The end has to be after the beginning.
        </Text>
      )}
      <Button type="submit" size="small" isDisabled={!valid}>
        Show this span
      </Button>
    </form>
  );
}

/**
 * Chooses the span of time that a page shows: the last hours and days, or two
 * moments.
 *
 * @public
 */
export function TimeRangeControl(props: TimeRangeControlProps) {
  const { range, onChange, presets = USUAL_PRESETS } = props;
  const [open, setOpen] = useState(false);
  return (
    <DialogTrigger isOpen={open} onOpenChange={setOpen}>
      <Button variant="secondary" size="small" iconStart={<RiTimeLine />}>
        {formatTimeRange(range)}
      </Button>
      <Popover aria-label="Time range" hideArrow placement="bottom start">
        <div className={styles.choices}>
          <div className={styles.presets} role="group" aria-label="The last">
            {presets.map(preset => {
              const choice = { from: `now-${preset}`, to: 'now' };
              const current =
                range.from === choice.from && range.to === choice.to;
              return (
                <Button
                  key={preset}
                  variant={current ? 'primary' : 'secondary'}
                  size="small"
                  aria-pressed={current}
                  onPress={() => {
                    onChange(choice);
                    setOpen(false);
                  }}
                >
                  {formatTimeRange(choice)}
                </Button>
              );
            })}
          </div>
          <AbsoluteRange {...props} onDone={() => setOpen(false)} />
        </div>
      </Popover>
    </DialogTrigger>
  );
}
