import type {
  ModelStage,
  ModelSummary,
} from '@platform-ops/backstage-plugin-models-common';
import type { ObservedTime } from '@platform-ops/backstage-plugin-platform-ops-common';
import { formatVersion } from '@platform-ops/backstage-plugin-models-common';

const ENDED: readonly ModelStage[] = ['archived', 'rejected'];

function since(time: ObservedTime | undefined): string {
  const moment = time?.exact ?? time?.before;
  if (!moment) {
    return '';
  }
  const date = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium' }).format(
    new Date(moment),
  );
  if (time?.exact) {
    return ` since ${date}`;
  }
  // Without an observation before it, it may have been so for years.
  return time?.after ? ` since about ${date}` : ` since before ${date}`;
}

/** Which version is where, in one line. */
export function describeStanding(model: ModelSummary): string {
  const parts = model.stagedVersions
    .filter(({ stage }) => !ENDED.includes(stage))
    .map(held => {
      const version = formatVersion(held.version);
      return held.stage === 'production'
        ? `${version} in production${since(held.since)}`
        : `${version} ${held.stage}`;
    });
  if (!model.stagedVersions.some(({ stage }) => stage === 'production')) {
    parts.unshift('Nothing in production');
  }
  return parts.join(' · ');
}
