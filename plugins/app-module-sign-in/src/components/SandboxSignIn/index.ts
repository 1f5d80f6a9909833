export { SandboxSignIn } from './SandboxSignIn';
