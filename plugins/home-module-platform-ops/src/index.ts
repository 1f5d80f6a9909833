/**
 * The layout of the portal's home page.
 *
 * @packageDocumentation
 */

export { homeModulePlatformOps as default } from './module';
