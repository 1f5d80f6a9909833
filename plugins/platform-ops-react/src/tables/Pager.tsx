import { ButtonIcon, Text } from '@backstage/ui';
import { RiArrowLeftSLine, RiArrowRightSLine } from '@remixicon/react';
import { useState } from 'react';
import styles from './Pager.module.css';

/** @public */
export interface PagerProps {
  cursor: string | undefined;
  nextCursor: string | undefined;
  /** What is counted, e.g. `31 models`. */
  summary: string;
  onCursor: (cursor: string | undefined) => void;
}

/**
 * Leafs through a list by cursors. The way back is remembered here; who comes
 * in the middle by a link goes back to the first page.
 *
 * @public
 */
export function Pager(props: PagerProps) {
  const { cursor, nextCursor, summary, onCursor } = props;
  const [previousOf, setPreviousOf] = useState<
    ReadonlyMap<string, string | undefined>
  >(new Map());

  const next = () => {
    if (nextCursor) {
      setPreviousOf(known => new Map(known).set(nextCursor, cursor));
      onCursor(nextCursor);
    }
  };
  return (
    <div className={styles.pager}>
      <Text as="p" variant="body-small" color="secondary" aria-live="polite">
        {summary}
      </Text>
      {(cursor || nextCursor) && (
        <>
          <ButtonIcon
            aria-label="Previous page"
            variant="secondary"
            size="small"
            icon={<RiArrowLeftSLine />}
            isDisabled={!cursor}
            onPress={() => onCursor(cursor && previousOf.get(cursor))}
          />
          <ButtonIcon
            aria-label="Next page"
            variant="secondary"
            size="small"
            icon={<RiArrowRightSLine />}
            isDisabled={!nextCursor}
            onPress={next}
          />
        </>
      )}
    </div>
  );
}
