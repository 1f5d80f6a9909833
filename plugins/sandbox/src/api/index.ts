export * from './SandboxApi';
export * from './SandboxClient';
