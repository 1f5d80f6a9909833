import { useSidebarOpenState } from '@backstage/core-components';
import { configApiRef, useApi } from '@backstage/frontend-plugin-api';
import { AppLink } from '@platform-ops/backstage-plugin-platform-ops-react';
import styles from './Logo.module.css';

/** The portal's mark, with its name when the sidebar is open. */
export function Logo() {
  const { isOpen } = useSidebarOpenState();
  const title =
    useApi(configApiRef).getOptionalString('app.title') ??
    'Platform Ops Portal';
  return (
    <AppLink to="/" className={styles.logo} aria-label={`${title}, home`}>
      <svg viewBox="0 0 32 32" width={32} height={32} aria-hidden>
        <rect className={styles.plate} width="32" height="32" rx="7" />
        <path
          className={styles.pulse}
          d="M5 17h5l3-8 5 15 4-11 2 4h3"
          fill="none"
        />
      </svg>
      {isOpen && <span className={styles.title}>{title}</span>}
    </AppLink>
  );
}
