import { Button, Select, ToggleButton } from '@backstage/ui';
import {
  HEALTH_STATES,
  stateWord,
  type FleetResponse,
} from '@platform-ops/backstage-plugin-ops-health-common';
import {
  CopyButton,
  CountFilter,
  SearchBox,
  StateIcon,
} from '@platform-ops/backstage-plugin-platform-ops-react';
import { RiTableLine } from '@remixicon/react';
import { useMemo } from 'react';
import { countStates, filterFleet, kindOf } from '../../fleet';
import type { FleetView } from '../../hooks/useFleetView';
import { OwnedByMe } from './OwnedByMe';
import styles from './FleetFilters.module.css';

function useChoices(fleet: FleetResponse | undefined) {
  return useMemo(() => {
    const groups = fleet?.groups ?? [];
    const kinds = new Set(
      groups.flatMap(({ cells }) =>
        cells.map(({ entityRef }) => kindOf(entityRef)),
      ),
    );
    return {
      systems: groups
        .flatMap(({ system, title }) =>
          system ? [{ id: system, label: title }] : [],
        )
        .sort((one, other) => one.label.localeCompare(other.label, 'en')),
      kinds: [...kinds].sort().map(kind => ({ id: kind, label: kind })),
    };
  }, [fleet]);
}

/** How many are in which state, and what narrows them. */
export function FleetFilters(props: {
  fleet: FleetResponse | undefined;
  view: FleetView;
}) {
  const { fleet, view } = props;
  const { filter } = view;
  const { systems, kinds } = useChoices(fleet);
  const counts = useMemo(
    () =>
      fleet && countStates(filterFleet(fleet.groups, { ...filter, state: [] })),
    [fleet, filter],
  );
  return (
    <div className={styles.filters}>
      <CountFilter
        label="How many are in which state"
        items={HEALTH_STATES.map(state => ({
          value: state,
          title: stateWord(state),
          count: counts && (counts[state] ?? 0),
          icon: <StateIcon state={state} size={16} />,
        }))}
        selected={filter.state}
        onToggle={view.toggleState}
      />
      <div className={styles.narrowing}>
        <SearchBox
          className={styles.search}
          label="Search the fleet"
          placeholder="Name"
          value={filter.text}
          onChange={view.setText}
        />
        <Select
          className={styles.select}
          aria-label="Systems"
          placeholder="All systems"
          size="small"
          selectionMode="multiple"
          options={systems}
          search={{ placeholder: 'Name of the system' }}
          value={filter.system}
          onChange={keys => view.setList('system', keys.map(String))}
        />
        <Select
          className={styles.select}
          aria-label="Kinds"
          placeholder="All kinds"
          size="small"
          selectionMode="multiple"
          options={kinds}
          value={filter.kind}
          onChange={keys => view.setList('kind', keys.map(String))}
        />
        {view.asTable && <OwnedByMe view={view} />}
        <ToggleButton
          size="small"
          iconStart={<RiTableLine />}
          isSelected={view.asTable}
          onChange={view.setAsTable}
        >
          Table
        </ToggleButton>
        <CopyButton text={window.location.href} label="Copy link" />
        {view.filtered && (
          <Button variant="tertiary" size="small" onPress={view.clear}>
            Clear all filters
          </Button>
        )}
      </div>
    </div>
  );
}
