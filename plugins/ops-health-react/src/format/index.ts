export * from './formatIndicator';
export * from './stateWord';
