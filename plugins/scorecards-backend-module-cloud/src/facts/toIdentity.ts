import type { RoleFacts } from '../aws/readRole';

/** A role as the fact has it. */
export function toIdentity(
  entityRef: string,
  arn: string,
  { found, policies, allowed, trust, boundary, lastUsedAt }: RoleFacts,
): Record<string, unknown> {
  return {
    entityRef,
    role: arn,
    found,
    policies,
    ...(allowed && { allowed }),
    ...(trust && { trust }),
    ...(boundary !== undefined && { boundary }),
    ...(lastUsedAt && { lastUsedAt: lastUsedAt.toISOString() }),
  };
}
