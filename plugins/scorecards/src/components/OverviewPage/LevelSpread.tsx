import type { LevelCount } from '../../matrix/cellLevels';
import styles from './LevelSpread.module.css';

const GAP = 0.75;

function lookOf({ height }: LevelCount): string {
  if (height === 0) {
    return 'none';
  }
  if (height === 1) {
    return 'highest';
  }
  return height > 0.5 ? 'upper' : 'lower';
}

/** How many are at each level, as a bar; the words stand beside it. */
export function LevelSpread(props: { levels: readonly LevelCount[] }) {
  const { levels } = props;
  const total = levels.reduce((sum, { entities }) => sum + entities, 0);
  let before = 0;
  return (
    <svg className={styles.spread} aria-hidden>
      {levels.map(level => {
        const x = (before / total) * 100;
        before += level.entities;
        return (
          <rect
            key={level.id}
            className={styles.segment}
            data-level={lookOf(level)}
            x={`${x}%`}
            width={`${Math.max((level.entities / total) * 100 - GAP, GAP)}%`}
            height="100%"
          />
        );
      })}
    </svg>
  );
}
