import { createPermission } from '@backstage/plugin-permission-common';

/**
 * Inject faults into the simulated services, and stop them.
 *
 * @public
 */
export const sandboxFaultInjectPermission = createPermission({
  name: 'sandbox.fault.inject',
  attributes: { action: 'update' },
});

/**
 * All permissions of the sandbox plugin.
 *
 * @public
 */
export const sandboxPermissions = [sandboxFaultInjectPermission];
