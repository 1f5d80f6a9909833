import { ToggleButton, ToggleButtonGroup } from '@backstage/ui';
import type { ControlsView } from '../../hooks/useControlsView';
import styles from './ViewChooser.module.css';

/** How it stands now, or how it stood over time. */
export function ViewChooser(props: { view: ControlsView }) {
  const { view } = props;
  return (
    <ToggleButtonGroup
      className={styles.chooser}
      aria-label="What is shown"
      disallowEmptySelection
      selectedKeys={[view.overTime ? 'time' : 'now']}
      onSelectionChange={keys => view.setOverTime(keys.has('time'))}
    >
      <ToggleButton id="now" size="small">
        Now
      </ToggleButton>
      <ToggleButton id="time" size="small">
        Over time
      </ToggleButton>
    </ToggleButtonGroup>
  );
}
