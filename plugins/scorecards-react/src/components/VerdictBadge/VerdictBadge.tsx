import { verdictMeaning, verdictWord, type ShownVerdict } from '../../format';
import { VerdictIcon } from './VerdictIcon';
import hidden from '../../visuallyHidden.module.css';
import styles from './VerdictBadge.module.css';

/** @public */
export interface VerdictBadgeProps {
  verdict: ShownVerdict;
  /** Goes before the word. */
  count?: number;
  /** A sentence; what the verdict means unless told. */
  reason?: string;
  size?: 'small' | 'medium';
}

/**
 * A verdict as icon, word and colour. What a machine found, what a person
 * stated and what is met above look different.
 *
 * @public
 */
export function VerdictBadge(props: VerdictBadgeProps) {
  const { verdict, count, reason, size = 'small' } = props;
  return (
    <span
      className={styles.badge}
      data-verdict={verdict}
      data-size={size}
      title={reason ?? verdictMeaning(verdict)}
    >
      <VerdictIcon verdict={verdict} size={size === 'small' ? 14 : 16} />
      <span>
        {count !== undefined && `${count.toLocaleString('en')} `}
        {verdictWord(verdict)}
      </span>
      {reason && <span className={hidden.visuallyHidden}>: {reason}</span>}
    </span>
  );
}
