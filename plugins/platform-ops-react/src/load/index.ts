export { PluginClient } from './PluginClient';
export { RefBatcher } from './RefBatcher';
export { toSearch, type QueryValue } from './toSearch';
export { useInterval } from './useInterval';
export { useLoad, type Loaded } from './useLoad';
export { useSharedLoad } from './useSharedLoad';
