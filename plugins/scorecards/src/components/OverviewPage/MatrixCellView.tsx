import type { MatrixCell } from '@platform-ops/backstage-plugin-scorecards-common';
import { formatScore } from '@platform-ops/backstage-plugin-scorecards-react';
import { RiCloseCircleFill, RiLinksLine, RiMedalLine } from '@remixicon/react';
import { Fragment, type ReactNode } from 'react';
import { cellLevels, type MatrixFramework } from '../../matrix/cellLevels';
import { Trend } from '../Trend';
import { LevelSpread } from './LevelSpread';
import styles from './MatrixCellView.module.css';

const ICON_SIZE = 14;

function Levels(props: { cell: MatrixCell; framework: MatrixFramework }) {
  const { cell, framework } = props;
  const levels = cellLevels(cell, framework);
  if (levels.length === 0) {
    return <span className={styles.nothing}>level unknown</span>;
  }
  const [lowest] = levels;
  const Icon =
    lowest.height === 0 && !framework.voluntary
      ? RiCloseCircleFill
      : RiMedalLine;
  const ends: Record<number, string> = { 0: 'none', 1: 'highest' };
  return (
    <>
      <span
        className={styles.levels}
        // From a framework that nobody has to follow, nothing bad follows.
        data-lowest={framework.voluntary ? undefined : ends[lowest.height]}
      >
        <Icon size={ICON_SIZE} aria-hidden />
        <span>
          {levels.map(({ id, entities, title }, index) => (
            <Fragment key={id}>
              {index > 0 && ' · '}
              <span className={styles.level}>
                {cell.entities > 1 && `${entities.toLocaleString('en')} `}
                {title}
              </span>
            </Fragment>
          ))}
        </span>
      </span>
      {levels.length > 1 && <LevelSpread levels={levels} />}
    </>
  );
}

/** How the entities of a cell stand: their levels, the lowest first, and the mean score. */
export function MatrixCellView(props: {
  cell: MatrixCell | undefined;
  framework: MatrixFramework;
  /** Leads to what the cell consists of. */
  link?: ReactNode;
  isOpen?: boolean;
}) {
  const { cell, framework, link, isOpen } = props;
  if (!cell) {
    return <span className={styles.nothing}>not asked</span>;
  }
  return (
    <div
      className={styles.cell}
      data-linked={link ? '' : undefined}
      data-open={isOpen ? '' : undefined}
    >
      {cell.score === undefined && (
        <span className={styles.nothing}>nothing that counts is asked</span>
      )}
      {cell.score !== undefined && framework.mappingOnly && (
        <span className={styles.levels}>
          <RiLinksLine size={ICON_SIZE} aria-hidden />
          <span>mapped</span>
        </span>
      )}
      {cell.score !== undefined && !framework.mappingOnly && (
        <Levels cell={cell} framework={framework} />
      )}
      {cell.score !== undefined && (
        <span className={styles.score}>
          <span className={styles.number}>
            {formatScore(cell.score)}
            {(framework.mappingOnly || framework.voluntary) && ' covered'}
          </span>
          <Trend change={cell.change} />
          {link}
        </span>
      )}
      {cell.score === undefined && link}
    </div>
  );
}
