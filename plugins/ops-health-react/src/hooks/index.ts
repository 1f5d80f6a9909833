export * from './useHealth';
export * from './useHealthSignal';
export * from './useHealthSummary';
