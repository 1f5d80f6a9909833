import { useApi } from '@backstage/frontend-plugin-api';
import { Button, NumberField, Select, Text, TextField } from '@backstage/ui';
import {
  resolveTimeRange,
  TimeRangeControl,
  useLoad,
  type TimeRange,
} from '@platform-ops/backstage-plugin-platform-ops-react';
import type { FrameworkSummary } from '@platform-ops/backstage-plugin-scorecards-common';
import { scorecardsApiRef } from '@platform-ops/backstage-plugin-scorecards-react';
import { useId, useState, type FormEvent } from 'react';
import {
  MOST_SIZE,
  USUAL_SIZE,
  type SampleView,
} from '../../hooks/useSampleView';
import { newSeed } from '../../samples/newSeed';
import styles from './SampleForm.module.css';

const USUAL_PERIOD: TimeRange = { from: 'now-90d', to: 'now' };
const PERIODS = ['30d', '90d', '365d'];
const LONGEST_SEED = 80;

/** What is drawn from, how many, and with which seed. */
export function SampleForm(props: {
  view: SampleView;
  frameworks: readonly FrameworkSummary[];
}) {
  const { view, frameworks } = props;
  const api = useApi(scorecardsApiRef);
  const periodId = useId();
  const [framework, setFramework] = useState(view.framework ?? '');
  const [control, setControl] = useState(view.control ?? '');
  const [range, setRange] = useState<TimeRange>(
    view.draw ? { from: view.draw.from, to: view.draw.to! } : USUAL_PERIOD,
  );
  const [size, setSize] = useState(view.draw?.size ?? USUAL_SIZE);
  const [seed, setSeed] = useState(view.draw?.seed ?? newSeed);
  const { value: chosen, error } = useLoad(framework, async () =>
    framework ? api.getFramework(framework) : undefined,
  );
  const isWhole = framework && control && seed.trim() && size >= 1;

  const submit = (event: FormEvent) => {
    event.preventDefault();
    const period = resolveTimeRange(range);
    if (isWhole && period) {
      view.setDraw({
        framework,
        control,
        from: period.from.toISOString(),
        to: period.to.toISOString(),
        size,
        seed: seed.trim(),
      });
    }
  };

  return (
    <form className={styles.form} onSubmit={submit} aria-label="Draw a sample">
      <Select
        className={styles.wide}
        label="Framework"
        size="small"
        placeholder="Choose one"
        options={frameworks.map(({ id, title }) => ({ id, label: title }))}
        value={framework || null}
        onChange={key => {
          setFramework(String(key));
          setControl('');
        }}
      />
      <Select
        className={styles.wide}
        label="Control"
        size="small"
        placeholder={framework ? 'Choose one' : 'Choose a framework first'}
        isDisabled={!chosen}
        search={{ placeholder: 'Words of the control' }}
        options={(chosen?.controls ?? []).map(({ id, citation, title }) => ({
          id,
          label: `${citation} ${title}`,
        }))}
        value={control || null}
        onChange={key => setControl(String(key))}
      />
      <div className={styles.field} role="group" aria-labelledby={periodId}>
        <span id={periodId} className={styles.label}>
          Period
        </span>
        <TimeRangeControl range={range} onChange={setRange} presets={PERIODS} />
      </div>
      <NumberField
        label="How many"
        size="small"
        minValue={1}
        maxValue={MOST_SIZE}
        value={size}
        onChange={setSize}
      />
      <TextField
        label="Seed"
        size="small"
        maxLength={LONGEST_SEED}
        value={seed}
        onChange={setSeed}
      />
      <div className={styles.buttons}>
        <Button type="submit" size="small" isDisabled={!isWhole}>
          Draw
        </Button>
        <Button
          variant="secondary"
          size="small"
          onPress={() => setSeed(newSeed())}
        >
          New seed
        </Button>
        {error && (
          <Text as="p" variant="body-small" color="danger" role="alert">
            The controls of this framework could not be loaded: {error.message}
          </Text>
        )}
      </div>
    </form>
  );
}
