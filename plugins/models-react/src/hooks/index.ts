export * from './useModel';
export * from './useModelDecorations';
export * from './useModelSummary';
