import { Button, ToggleButton, ToggleButtonGroup } from '@backstage/ui';
import {
  CopyButton,
  SearchBox,
  StateIcon,
} from '@platform-ops/backstage-plugin-platform-ops-react';
import type { SlosView } from '../../hooks/useSlosView';
import { pairLook, SLO_STATES } from '../../slo/sloWords';
import styles from './SlosPage.module.css';

/** What narrows the objectives. */
export function SlosFilters(props: { view: SlosView }) {
  const { view } = props;
  return (
    <div className={styles.filters}>
      <ToggleButtonGroup
        aria-label="State"
        selectionMode="multiple"
        selectedKeys={view.states}
        onSelectionChange={keys =>
          view.setStates(SLO_STATES.filter(state => keys.has(state)))
        }
      >
        {SLO_STATES.map(state => (
          <ToggleButton
            key={state}
            id={state}
            size="small"
            iconStart={
              <StateIcon
                state={pairLook({ state, severity: 'page' })}
                size={16}
              />
            }
          >
            {state}
          </ToggleButton>
        ))}
      </ToggleButtonGroup>
      <SearchBox
        className={styles.search}
        label="Search the objectives"
        placeholder="Objective or entity"
        value={view.text}
        onChange={view.setText}
      />
      <CopyButton text={window.location.href} label="Copy link" />
      {view.filtered && (
        <Button variant="tertiary" size="small" onPress={view.clear}>
          Clear all filters
        </Button>
      )}
    </div>
  );
}
