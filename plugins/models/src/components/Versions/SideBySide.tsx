import type { ModelVersion } from '@platform-ops/backstage-plugin-models-common';
import type { ReactNode } from 'react';
import { formatVersion } from '@platform-ops/backstage-plugin-models-common';
import styles from './SideBySide.module.css';

export interface SideBySideRow {
  name: string;
  values: ReactNode[];
  differs?: boolean;
}

/** A table with a column per version. */
export function SideBySide(props: {
  label: string;
  versions: readonly ModelVersion[];
  rows: readonly SideBySideRow[];
}) {
  const { label, versions, rows } = props;
  return (
    <div
      className={styles.scroll}
      role="group"
      aria-label={`${label}, table`}
      // What scrolls must be reachable by keyboard.
      // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
    >
      <table className={styles.table} aria-label={label}>
        <thead>
          <tr>
            <td />
            {versions.map(({ id, version }) => (
              <th key={id} scope="col">
                {formatVersion(version)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(row => (
            <tr key={row.name} data-differs={row.differs ? '' : undefined}>
              <th scope="row">{row.name}</th>
              {row.values.map((value, index) => (
                <td key={versions[index].id}>{value}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
