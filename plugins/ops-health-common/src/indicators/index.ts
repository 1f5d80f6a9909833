export * from './formatIndicator';
export * from './indicators';
