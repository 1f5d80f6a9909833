import type { SeriesTable } from '../series/SeriesTable';
import { describeUrl } from '../client/TargetClient';
import type { Target } from '../targets/Target';
import type { LeftOut } from './SampleRecorder';

const METRICS_TOLD = 3;

/**
 * What people should know about samples that are left out, by target.
 */
export class ScrapeWarnings {
  readonly #leftOut = new Map<string, { target: Target; leftOut: LeftOut }>();

  /** Of the last scrape of a target. */
  set(target: Target, leftOut: LeftOut): void {
    this.#leftOut.set(target.id, { target, leftOut });
  }

  forget(targetId: string): void {
    this.#leftOut.delete(targetId);
  }

  describe(options: {
    sourceKey: string;
    maxSeries: number;
    table: SeriesTable;
  }): string[] {
    const { sourceKey, maxSeries, table } = options;
    const warnings: string[] = [];
    for (const { target, leftOut } of this.#leftOut.values()) {
      const where = describeUrl(target.url);
      if (leftOut.series > 0) {
        warnings.push(
          `${where}: ${
            leftOut.series
          } samples of new series are left out, for there are ${maxSeries} series already (${sourceKey}.maxSeries). Most are of ${table.describeLargest(
            METRICS_TOLD,
          )}; name the metrics that you need in ${sourceKey}.keep`,
        );
      }
      if (leftOut.old + leftOut.future > 0) {
        warnings.push(
          `${where}: ${leftOut.old} samples are left out because they are older than 10 minutes and ${leftOut.future} because they are more than 10 minutes in the future: look at its clock`,
        );
      }
      if (leftOut.outOfOrder + leftOut.duplicate > 0) {
        warnings.push(
          `${where}: ${leftOut.outOfOrder} samples are left out because they are older than the one before and ${leftOut.duplicate} because they tell a second value for one time`,
        );
      }
    }
    return warnings;
  }
}
