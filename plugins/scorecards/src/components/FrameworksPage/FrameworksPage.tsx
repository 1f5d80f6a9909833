import { Container } from '@backstage/ui';
import { useQueryParams } from '@platform-ops/backstage-plugin-platform-ops-react';
import { WhatIf } from '../WhatIf';
import { FrameworkList } from './FrameworkList';
import { OpenedFramework } from './OpenedFramework';
import styles from './FrameworksPage.module.css';

/** Which frameworks are in force here, what they cover and where they come from. */
export function FrameworksPage() {
  const [params] = useQueryParams();
  const opened = params.get('framework');
  const isTrying = params.get('try') !== null;
  return (
    <Container className={styles.page}>
      {isTrying && <WhatIf />}
      {!isTrying && opened && (
        <OpenedFramework key={opened} frameworkId={opened} />
      )}
      {!isTrying && !opened && <FrameworkList />}
    </Container>
  );
}
