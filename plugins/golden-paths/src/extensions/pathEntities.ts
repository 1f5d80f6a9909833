import type { FilterPredicate } from '@backstage/filter-predicates';
import {
  ANNOTATION_GOLDEN_PATH,
  ANNOTATION_KFP_PIPELINE,
  ANNOTATION_TRAIN_JOB,
} from '@platform-ops/backstage-plugin-golden-paths-common';

const GOLDEN_PATH = `metadata.annotations.${ANNOTATION_GOLDEN_PATH}` as const;
const KFP_PIPELINE = `metadata.annotations.${ANNOTATION_KFP_PIPELINE}` as const;
const TRAIN_JOB = `metadata.annotations.${ANNOTATION_TRAIN_JOB}` as const;

/** What a golden path made. */
export const MADE_ENTITIES: FilterPredicate = {
  [GOLDEN_PATH]: { $exists: true },
};

/** Those, and what has a pipeline of its own. */
export const RUNNING_ENTITIES: FilterPredicate = {
  $any: [
    MADE_ENTITIES,
    { [KFP_PIPELINE]: { $exists: true } },
    { [TRAIN_JOB]: { $exists: true } },
  ],
};
