export { SandboxLabel } from './SandboxLabel';
