/**
 * The sandbox's sign-in page and the label that says that data is simulated.
 *
 * @packageDocumentation
 */

export { appModuleSignIn, appModuleSignIn as default } from './module';
