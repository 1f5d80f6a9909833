import { useApi } from '@backstage/frontend-plugin-api';
import {
  useInterval,
  useLoad,
} from '@platform-ops/backstage-plugin-platform-ops-react';
import {
  scorecardsApiRef,
  useScorecardsSignal,
} from '@platform-ops/backstage-plugin-scorecards-react';

/** A request changes no verdict, so that no signal tells of it. */
const EVERY_MILLISECONDS = 60_000;

/** What waits for the viewer, kept fresh. */
export function useInbox() {
  const api = useApi(scorecardsApiRef);
  const loaded = useLoad('inbox', () => api.getInbox());
  useScorecardsSignal(loaded.reload);
  useInterval(loaded.reload, EVERY_MILLISECONDS);
  return loaded;
}
