import type { WantedGroup } from '../../decisions/groupWanted';
import { isMetAbove } from '../../decisions/groupWanted';
import styles from './StatedProgress.module.css';

const HEIGHT = 8;

/** How many have a statement, of all that need one; or where one holds for all. */
export function StatedProgress(props: { group: WantedGroup }) {
  const { group } = props;
  const total = group.wanted + group.stated;
  if (total === 1) {
    return (
      <span className={styles.progress}>
        {isMetAbove(group) ? 'once, for ' : 'for '}
        {group.items[0].entityTitle}
      </span>
    );
  }
  return (
    <span className={styles.progress}>
      {group.stated.toLocaleString('en')} of {total.toLocaleString('en')} stated
      <svg className={styles.bar} height={HEIGHT} aria-hidden>
        <rect
          className={styles.stated}
          width={`${(group.stated / total) * 100}%`}
          height="100%"
        />
      </svg>
    </span>
  );
}
