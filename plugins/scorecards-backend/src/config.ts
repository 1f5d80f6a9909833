import type { RootConfigService } from '@backstage/backend-plugin-api';
import {
  readDuration,
  readWholeNumber,
} from '@platform-ops/backstage-plugin-platform-ops-node';
import { entityRefSchema } from '@platform-ops/backstage-plugin-platform-ops-common';
import { ConfigReader } from '@backstage/config';
import { InputError } from '@backstage/errors';

const ROOT = 'scorecards';
const RECIPIENT = /^(group|user):/;
const LONGEST_DAYS = { unlessTold: 180, from: 1, to: 366 };

export interface ScorecardsConfig {
  /** Ids of frameworks that are not evaluated. */
  disabled: string[];
  /** Paths of the company's own files, in order. */
  files: string[];
  /** Where controls of the organisation are met. */
  organisation?: string;
  intervalMs: number;
  /** For how long a decision may hold. */
  longestDecisionDays: number;
  /** Refs of those who are told of what is to be decided. */
  notifyOfRequests: string[];
}

/**
 * @throws InputError naming the key, what was found and what is allowed.
 */
export function readScorecardsConfig(
  rootConfig: RootConfigService,
): ScorecardsConfig {
  const config = rootConfig.getOptionalConfig(ROOT) ?? new ConfigReader({});
  return {
    disabled: config.getOptionalStringArray('frameworks.disabled') ?? [],
    files: config.getOptionalStringArray('files') ?? [],
    organisation: readRef(
      'organisation',
      config.getOptionalString('organisation'),
    ),
    intervalMs: readDuration(config, ROOT, 'interval', {
      unlessTold: 30_000,
      from: 5_000,
      to: 3_600_000,
    }),
    longestDecisionDays: readWholeNumber(
      config,
      ROOT,
      'decisions.longestDays',
      LONGEST_DAYS,
    ),
    notifyOfRequests: (
      config.getOptionalStringArray('decisions.notify') ?? []
    ).map((found, position) => readRecipient(position, found)),
  };
}

function readRecipient(position: number, found: string): string {
  const key = `decisions.notify[${position}]`;
  const ref = readRef(key, found)!;
  if (!RECIPIENT.test(ref)) {
    throw new InputError(
      `${ROOT}.${key}: found '${found}', allowed is the ref of a group or a user, such as group:default/compliance`,
    );
  }
  return ref;
}

function readRef(key: string, found: string | undefined): string | undefined {
  if (found === undefined) {
    return undefined;
  }
  const ref = entityRefSchema.safeParse(found);
  if (!ref.success) {
    throw new InputError(
      `${ROOT}.${key}: found '${found}', allowed is a full entity ref, kind:namespace/name, such as group:default/example`,
    );
  }
  return ref.data;
}
