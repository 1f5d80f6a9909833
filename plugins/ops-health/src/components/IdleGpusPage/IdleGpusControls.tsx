import { useApi } from '@backstage/frontend-plugin-api';
import { parseEntityRef } from '@backstage/catalog-model';
import { Button, Select } from '@backstage/ui';
import type { ListIdleGpusResponse } from '@platform-ops/backstage-plugin-ops-health-common';
import { opsHealthApiRef } from '@platform-ops/backstage-plugin-ops-health-react';
import {
  CopyButton,
  DownloadButton,
} from '@platform-ops/backstage-plugin-platform-ops-react';
import { idleGpusToCsv, readAllIdleGpus } from '../../cost/idleGpus';
import type { IdleGpusView } from '../../hooks/useIdleGpusView';
import styles from './IdleGpusPage.module.css';

/** `imaging` of `group:default/imaging`. */
function ownerName(ref: string): string {
  return parseEntityRef(ref).name;
}

/** Whose GPUs, and how to take the list along. */
export function IdleGpusControls(props: {
  value: ListIdleGpusResponse | undefined;
  view: IdleGpusView;
}) {
  const { value, view } = props;
  const api = useApi(opsHealthApiRef);
  const owners = [...new Set([...(value?.owners ?? []), ...view.owners])];
  return (
    <div className={styles.controls}>
      <Select
        className={styles.owners}
        aria-label="Owners"
        placeholder="All owners"
        size="small"
        selectionMode="multiple"
        options={owners.map(ref => ({ id: ref, label: ownerName(ref) }))}
        value={view.owners}
        onChange={keys => view.setOwners(keys.map(String))}
      />
      <DownloadButton
        label="Download CSV"
        fileName="idle GPUs.csv"
        content={async () =>
          idleGpusToCsv(
            await readAllIdleGpus(api, { owner: view.query.owner }),
            value?.currency,
          )
        }
        isDisabled={!value || value.totalItems === 0}
      />
      <CopyButton text={window.location.href} label="Copy link" />
      {view.owners.length > 0 && (
        <Button
          variant="tertiary"
          size="small"
          onPress={() => view.setOwners([])}
        >
          Clear all filters
        </Button>
      )}
    </div>
  );
}
