export {
  goldenPathsApiRef,
  type GoldenPathsApi,
  type PageQuery,
} from './GoldenPathsApi';
export { GoldenPathsClient } from './GoldenPathsClient';
