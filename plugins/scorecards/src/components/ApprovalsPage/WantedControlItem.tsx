import { Text } from '@backstage/ui';
import { countOf } from '../../controls/countWords';
import { isMetAbove, type WantedGroup } from '../../decisions/groupWanted';
import { StatedProgress } from './StatedProgress';
import { WantedItem } from './WantedItem';
import styles from './Wanted.module.css';

/** A control, how far its statements are, and of what they are wanted. */
export function WantedControlItem(props: {
  group: WantedGroup;
  onDone: () => void;
}) {
  const { group, onDone } = props;
  const [first] = group.items;
  const left = group.wanted - group.items.length;
  return (
    <details className={styles.control}>
      <summary>
        <span className={styles.title}>{first.controlTitle}</span>{' '}
        <span className={styles.detail}>{first.citation}</span>{' '}
        {first.critical && <span className={styles.mark}>critical</span>}{' '}
        {first.obligation === 'addressable' && (
          <span className={styles.mark}>addressable</span>
        )}{' '}
        <StatedProgress group={group} />
      </summary>
      <div className={styles.body}>
        <Text as="p" variant="body-medium">
          It asks that this is the case: {first.asks}
        </Text>
        <Text as="p" variant="body-small" color="secondary">
          {isMetAbove(group)
            ? 'One statement holds for all that inherit it from there.'
            : 'Each one is looked at and stated for itself.'}
          {first.fourEyes && ' Somebody else has to approve it.'}
        </Text>
        <ul className={styles.entities}>
          {group.items.map(wanted => (
            <li key={wanted.entityRef}>
              <WantedItem wanted={wanted} onDone={onDone} />
            </li>
          ))}
        </ul>
        {left > 0 && (
          <Text as="p" variant="body-small" color="secondary">
            {countOf(left, 'more comes', 'more come')} up once these are done.
          </Text>
        )}
      </div>
    </details>
  );
}
