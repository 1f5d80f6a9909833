import { pressingWords } from '../../decisions/pressingWords';
import { useInbox } from '../../hooks/useInbox';
import styles from './WaitingCount.module.css';

/** How much waits for the viewer that cannot wait: to decide, and what ends soon. */
export function WaitingCount() {
  const { value: inbox } = useInbox();
  if (!inbox) {
    return null;
  }
  const { toDecide, expiring } = inbox.totals;
  const words = pressingWords(inbox.totals).join(', ');
  return words ? (
    <span className={styles.count} role="img" aria-label={words} title={words}>
      {(toDecide + expiring).toLocaleString('en')}
    </span>
  ) : null;
}
