import type { RemixiconComponentType } from '@remixicon/react';
import { Text } from '@backstage/ui';
import clsx from 'clsx';
import type { ReactNode } from 'react';
import styles from './StateFrame.module.css';

/** The frame that the empty, error and forbidden states share. */
export function StateFrame(props: {
  icon: RemixiconComponentType;
  title: ReactNode;
  description?: ReactNode;
  tone?: 'neutral' | 'danger';
  /** `alert` is read out at once, `status` when the reader is idle. */
  role: 'alert' | 'status';
  children?: ReactNode;
}) {
  const { icon: Icon, title, description, tone = 'neutral' } = props;
  return (
    <div className={clsx(styles.frame, styles[tone])} role={props.role}>
      <Icon className={styles.icon} size={24} aria-hidden />
      <div className={styles.text}>
        <Text as="p" variant="body-large" weight="bold">
          {title}
        </Text>
        {description && (
          <Text as="div" variant="body-medium" color="secondary">
            {description}
          </Text>
        )}
        {props.children}
      </div>
    </div>
  );
}
