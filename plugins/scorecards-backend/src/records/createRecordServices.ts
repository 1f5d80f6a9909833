import type { Stores } from '../database/createStores';
import type { Rules } from '../rulebook/Rules';
import { MatrixReader } from './MatrixReader';
import { SampleReader } from './SampleReader';
import { TimelineReader } from './TimelineReader';

/** What tells how all stand, and how it was. */
export function createRecordServices(options: Stores & { rules: Rules }) {
  return {
    matrix: new MatrixReader(options),
    timeline: new TimelineReader(options),
    samples: new SampleReader(options),
  };
}
