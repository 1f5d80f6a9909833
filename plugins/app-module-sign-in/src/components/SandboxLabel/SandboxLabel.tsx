import { configApiRef, useApi } from '@backstage/frontend-plugin-api';
import styles from './SandboxLabel.module.css';

/**
 * Says on every page what is simulated, while the sandbox is on.
 */
export function SandboxLabel() {
  const config = useApi(configApiRef);
  if (!config.getOptionalBoolean('sandbox.enabled')) {
    return null;
  }
  return (
    <aside aria-label="Sandbox" className={styles.label}>
      {config.getOptionalBoolean('sandbox.registry') === false
        ? 'Sandbox sign-in, real models'
        : 'Sandbox: simulated data'}
    </aside>
  );
}
