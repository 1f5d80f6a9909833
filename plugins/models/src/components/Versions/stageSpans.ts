import type {
  ModelStage,
  StageChange,
} from '@platform-ops/backstage-plugin-models-common';
import type { ObservedTime } from '@platform-ops/backstage-plugin-platform-ops-common';

/** A version held a stage from one moment to another. */
export interface StageSpan {
  version: string;
  stage: ModelStage;
  /** Milliseconds since the epoch. */
  from: number;
  /** Missing while it still does. */
  to?: number;
}

function momentOf(time: ObservedTime): number | undefined {
  const text = time.exact ?? time.before ?? time.after;
  return text ? Date.parse(text) : undefined;
}

/**
 * Turns the history of changes into spans, oldest first.
 */
export function toStageSpans(changes: readonly StageChange[]): StageSpan[] {
  const spans: StageSpan[] = [];
  const open = new Map<string, StageSpan>();
  const oldestFirst = [...changes].sort((a, b) => a.sequence - b.sequence);
  for (const change of oldestFirst) {
    const moment = momentOf(change.time);
    const held = open.get(change.versionId);
    if (held) {
      held.to = moment;
      open.delete(change.versionId);
    }
    if (change.to && moment !== undefined) {
      const span = { version: change.version, stage: change.to, from: moment };
      spans.push(span);
      open.set(change.versionId, span);
    }
  }
  return spans;
}
