import {
  stateWord,
  type FleetCell,
  type FleetGroup,
} from '@platform-ops/backstage-plugin-ops-health-common';
import { StateIcon } from '@platform-ops/backstage-plugin-platform-ops-react';
import { memo } from 'react';
import styles from './FleetCells.module.css';

/** The sides of the cells with their gap, in pixels, as in the style sheet. */
const SIDES: Record<number, number> = { 1: 28, 2: 22, 3: 18, 4: 14 };
const SMALLEST_WIDTH = 136;

/** A small fleet has room for larger cells. */
const ROOMY_SCALE = 1.5;

/** Wider than high, since the head is one line. */
const PROPORTION = 1.8;

function tileWidth(cells: readonly FleetCell[], roomy: boolean): number {
  const scale = roomy ? ROOMY_SCALE : 1;
  const area = cells.reduce((sum, { tier }) => sum + SIDES[tier] ** 2, 0);
  return Math.max(
    SMALLEST_WIDTH,
    Math.ceil(scale * Math.sqrt(area * PROPORTION)),
  );
}

function describeCell({ title, state, stale }: FleetCell): string {
  return `${title}, ${stateWord(state)}${stale ? ', stale' : ''}`;
}

function Tile(props: {
  group: FleetGroup;
  idPrefix: string;
  /** The number of its first spot on the map. */
  firstSpot: number;
  roomy: boolean;
  pathOf: ((entityRef: string, tab?: string) => string) | undefined;
}) {
  const { group, idPrefix, firstSpot, roomy, pathOf } = props;
  const firstCell = group.system ? firstSpot + 1 : firstSpot;
  const head = (
    <>
      <StateIcon state={group.state} size={14} />
      <span className={styles.title}>{group.title}</span>{' '}
      <span className={styles.count}>{group.cells.length}</span>
    </>
  );
  return (
    <div
      className={styles.tile}
      role="group"
      aria-label={group.title}
      style={{ width: tileWidth(group.cells, roomy) }}
      data-roomy={roomy ? '' : undefined}
    >
      {group.system ? (
        <a
          id={`${idPrefix}-${firstSpot}`}
          className={styles.head}
          role="option"
          aria-selected={false}
          aria-label={`${group.title} ${
            group.cells.length
          }, system, ${stateWord(group.state)}`}
          href={pathOf?.(group.system)}
          tabIndex={-1}
          data-spot={firstSpot}
        >
          {head}
        </a>
      ) : (
        <div className={styles.head} role="presentation">
          {head}
        </div>
      )}
      <div className={styles.cells} role="presentation">
        {group.cells.map((cell, index) => (
          <a
            key={cell.entityRef}
            id={`${idPrefix}-${firstCell + index}`}
            className={styles.cell}
            role="option"
            aria-selected={false}
            aria-label={describeCell(cell)}
            href={pathOf?.(cell.entityRef, 'health')}
            tabIndex={-1}
            data-spot={firstCell + index}
            data-state={cell.state}
            data-tier={cell.tier}
            data-stale={cell.stale ? '' : undefined}
          />
        ))}
      </div>
    </div>
  );
}

/** The cells of one system. */
export const FleetGroupTile = memo(Tile);
