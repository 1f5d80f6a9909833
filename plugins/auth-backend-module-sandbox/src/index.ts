/**
 * Signs in as one of the people of the example organisation. For the sandbox
 * only.
 *
 * @packageDocumentation
 */

export { authModuleSandbox, authModuleSandbox as default } from './module';
export { SANDBOX_PERSON_HEADER } from './sandboxAuthenticator';
export type { SandboxPerson } from './types';
