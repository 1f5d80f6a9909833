/**
 * A permission policy from roles in the configuration that denies what nobody
 * granted.
 *
 * @packageDocumentation
 */

export { permissionModulePlatformOps as default } from './module';
