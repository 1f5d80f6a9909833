import type { CollectedFactType } from '@platform-ops/backstage-plugin-scorecards-node';

const DAY_MS = 24 * 60 * 60_000;
/** New weaknesses of old code become known. */
export const SCAN_VALID_MS = 30 * DAY_MS;
/** It holds until the next change. */
export const BUILD_VALID_MS = 180 * DAY_MS;

const text = (description: string) => ({
  type: 'string' as const,
  description,
});
const int = (description: string) => ({ type: 'int' as const, description });
const bool = (description: string) => ({ type: 'bool' as const, description });
const time = (description: string) => ({
  type: 'timestamp' as const,
  description,
});
const optional = <T extends object>(field: T) => ({
  ...field,
  optional: true,
});

const counts = {
  critical: int('How much that is critical is open'),
  high: int('How much that is high is open'),
  medium: int('How much that is medium is open'),
  low: int('How much that is low is open'),
  unrated: int('How much is open of which nobody says how bad it is'),
  suppressed: int('How much somebody decided not to count'),
  complete: bool('Whether the scan ran to its end'),
};

const build = {
  tool: text('What made it'),
  commit: optional(text('The commit it was made of')),
  version: optional(text('The version it was made of')),
  ranAt: time('When it ran'),
};

function scanType(id: string, title: string): CollectedFactType {
  return {
    id,
    title,
    validForMs: SCAN_VALID_MS,
    fields: {
      ...counts,
      oldestCritical: optional(
        time('When what is critical and open longest was first seen'),
      ),
      oldestHigh: optional(
        time('When what is high and open longest was first seen'),
      ),
      worst: {
        type: { list: 'string' },
        description: 'Ids of the first five that are critical or high',
      },
      scans: {
        type: { list: { fields: { ...build, ...counts } } },
        description:
          'The last of each tool; of models the last of each tool and version',
      },
    },
  };
}

/** What pipelines and scanners tell. */
export const PUSHED_FACT_TYPES: CollectedFactType[] = [
  scanType('ci.codeScan', 'Scan of the code'),
  scanType('ci.vulnerabilities', 'Vulnerabilities of components'),
  scanType('ci.imageScan', 'Scan of the image'),
  scanType('ci.modelScan', 'Scan of model files'),
  scanType('ci.secretScan', 'Search for secrets'),
  {
    id: 'ci.tests',
    title: 'Tests',
    validForMs: BUILD_VALID_MS,
    fields: {
      tests: int('How many tests there are'),
      failed: int('How many failed'),
      skipped: int('How many were skipped'),
      failing: {
        type: { list: 'string' },
        description: 'Names of the first that failed',
      },
      runs: {
        type: { list: { fields: build } },
        description: 'The last of each suite',
      },
    },
  },
  {
    id: 'ci.components',
    title: 'List of components',
    validForMs: BUILD_VALID_MS,
    fields: {
      components: int('How many components are listed'),
      models: int('How many of them are models'),
      unversioned: int('How many have no version'),
      unlicensed: int('How many have no licence that is recognised'),
      deniedCount: int('How many have a licence that is refused'),
      denied: {
        type: { list: 'string' },
        description: 'The first that have a licence that is refused',
      },
      rules: int('How many licences were refused by configuration'),
      lists: {
        type: { list: { fields: build } },
        description: 'The last of each tool',
      },
    },
  },
  {
    id: 'ci.pipeline',
    title: 'Pipelines',
    validForMs: BUILD_VALID_MS,
    fields: {
      runs: {
        type: {
          list: {
            fields: {
              ...build,
              outcome: text('passed, failed or cancelled'),
              branch: optional(text('The branch')),
              url: text('Where a person looks further'),
            },
          },
        },
        description: 'The last run of each pipeline that told of itself',
      },
    },
  },
  {
    id: 'ci.review',
    title: 'Review of the last change',
    validForMs: BUILD_VALID_MS,
    fields: {
      author: text('Who made the change'),
      approvals: int('How many others approved it'),
      approvedBy: {
        type: { list: 'string' },
        description: 'Who approved it, without who made it',
      },
      ...build,
    },
  },
  {
    id: 'ci.artefact',
    title: 'The last artefact',
    validForMs: BUILD_VALID_MS,
    fields: {
      signed: bool('Whether the pipeline says that it signed it'),
      provenance: bool('Whether it says how it was built'),
      ...build,
    },
  },
];

/** What the results of its parts say of a system. */
export const SYSTEM_FACT_TYPES: CollectedFactType[] = [
  {
    id: 'ciSystem.scans',
    title: 'Scans of all parts',
    // It is looked at again and again.
    validForMs: DAY_MS,
    fields: {
      parts: int('How many components and models it has'),
      unscanned: {
        type: { list: 'string' },
        description: 'The first parts of which there is no scan of 30 days',
      },
      unscannedCount: int('How many parts have no scan of the last 30 days'),
      ...counts,
      oldestCritical: optional(
        time('When what is critical and open longest was first seen'),
      ),
      oldestHigh: optional(
        time('When what is high and open longest was first seen'),
      ),
      worst: {
        type: { list: 'string' },
        description: 'The parts with the most that is critical or high',
      },
    },
  },
  {
    id: 'ciSystem.components',
    title: 'Lists of components of all parts',
    validForMs: DAY_MS,
    fields: {
      parts: int('How many components it has'),
      unlisted: {
        type: { list: 'string' },
        description: 'The first of which nobody listed what is inside',
      },
      unlistedCount: int('How many of which nobody did'),
      components: int('How much is listed of all'),
    },
  },
];

/**
 * What this module tells of entities, and of systems by their parts.
 *
 * @public
 */
export const CI_FACT_TYPES: CollectedFactType[] = [
  ...PUSHED_FACT_TYPES,
  ...SYSTEM_FACT_TYPES,
];
