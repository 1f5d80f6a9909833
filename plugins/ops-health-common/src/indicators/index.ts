export * from './formatIndicatorValue';
export * from './indicators';
