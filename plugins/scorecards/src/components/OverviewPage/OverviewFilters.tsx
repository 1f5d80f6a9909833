import { identityApiRef, useApi } from '@backstage/frontend-plugin-api';
import { Button, Select, ToggleButton } from '@backstage/ui';
import {
  CopyButton,
  SearchBox,
  useLoad,
} from '@platform-ops/backstage-plugin-platform-ops-react';
import type { FrameworkSummary } from '@platform-ops/backstage-plugin-scorecards-common';
import { RiTableLine, RiUserLine } from '@remixicon/react';
import type { MatrixGroup, OverviewView } from '../../hooks/useOverviewView';
import { useOwners } from '../../hooks/useCatalogRefs';
import styles from './OverviewPage.module.css';

const ROWS: Array<{ id: MatrixGroup; label: string }> = [
  { id: 'system', label: 'By system' },
  { id: 'owner', label: 'By owner' },
  { id: 'kind', label: 'By kind' },
];

/** Narrows to what the viewer or one of their groups owns. */
function OwnedByMe(props: { view: OverviewView }) {
  const { owner, setList } = props.view;
  const identity = useApi(identityApiRef);
  const { value: refs = [] } = useLoad('me', async () => {
    const { ownershipEntityRefs } = await identity.getBackstageIdentity();
    return ownershipEntityRefs;
  });
  const isSelected = refs.length > 0 && refs.every(ref => owner.includes(ref));
  return (
    <ToggleButton
      size="small"
      iconStart={<RiUserLine />}
      isDisabled={refs.length === 0}
      isSelected={isSelected}
      onChange={selected => setList('owner', selected ? refs : [])}
    >
      Owned by me
    </ToggleButton>
  );
}

/** What narrows the overview. */
export function OverviewFilters(props: {
  view: OverviewView;
  frameworks: readonly FrameworkSummary[];
}) {
  const { view, frameworks } = props;
  const owners = useOwners();
  return (
    <div className={styles.filters}>
      <SearchBox
        className={styles.search}
        label="Search the scorecards"
        placeholder="Name"
        value={view.text}
        onChange={view.setText}
      />
      {!view.asTable && (
        <Select
          className={styles.rows}
          aria-label="Rows"
          size="small"
          options={ROWS}
          value={view.by}
          onChange={key => view.setBy(key as MatrixGroup)}
        />
      )}
      <Select
        className={styles.select}
        aria-label="Owners"
        placeholder="All owners"
        size="small"
        selectionMode="multiple"
        options={owners}
        search={{ placeholder: 'Name of the owner' }}
        value={view.owner}
        onChange={keys => view.setList('owner', keys.map(String))}
      />
      <OwnedByMe view={view} />
      <Select
        className={styles.select}
        aria-label="Frameworks"
        placeholder="All frameworks"
        size="small"
        selectionMode="multiple"
        options={frameworks.map(({ id, title }) => ({ id, label: title }))}
        value={view.framework}
        onChange={keys => view.setList('framework', keys.map(String))}
      />
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
  );
}
