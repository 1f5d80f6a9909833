import {
  appTreeApiRef,
  configApiRef,
  useApi,
} from '@backstage/frontend-plugin-api';
import { AppLink } from '@platform-ops/backstage-plugin-platform-ops-react';
import styles from './SandboxLabel.module.css';

/** Where the sandbox's own plugin shows what can be done with it. */
const PAGE = { extension: 'page:sandbox', path: '/sandbox' };

/**
 * Says on every page what is simulated, while the sandbox is on.
 */
export function SandboxLabel() {
  const config = useApi(configApiRef);
  const { tree } = useApi(appTreeApiRef).getTree();
  if (!config.getOptionalBoolean('sandbox.enabled')) {
    return null;
  }
  return (
    <aside aria-label="Sandbox" className={styles.label}>
      {config.getOptionalBoolean('sandbox.registry') === false
        ? 'Sandbox sign-in, real models'
        : 'Sandbox: simulated data'}
      {tree.nodes.get(PAGE.extension)?.instance && (
        <>
          {' · '}
          <AppLink to={PAGE.path} className={styles.link}>
            Inject a fault
          </AppLink>
        </>
      )}
    </aside>
  );
}
