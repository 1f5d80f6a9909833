import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { modelsModelReadPermission } from '@platform-ops/backstage-plugin-models-common';
import { z } from 'zod';
import { describeIssue } from './describeIssue';
import { AUTHENTICATED, roleSchema, type Role } from './RoleConfig';

const ROOT_KEY = 'permission.platformOps';
const ROLE_NAME_PATTERN = /^[a-z0-9]+(-[a-z0-9]+)*$/;

const configSchema = z.strictObject({
  roles: z.record(z.string(), roleSchema).default({}),
});

function readMember(member: string, key: string): string {
  if (member === AUTHENTICATED) {
    return member;
  }
  try {
    const ref = parseEntityRef(member);
    if (/^(user|group)$/i.test(ref.kind)) {
      return stringifyEntityRef(ref);
    }
  } catch {
    // Said below, together with what is allowed
  }
  throw new InputError(
    `${key}: found '${member}', allowed is the ref of a user or group such as group:default/platform-engineering, or ${AUTHENTICATED}`,
  );
}

/**
 * Reads `permission.platformOps.roles`.
 *
 * @throws InputError naming the key, what was found and what is allowed.
 */
export function readRoles(rootConfig: Config): Role[] {
  const value = rootConfig.getOptional(ROOT_KEY) ?? {};
  const parsed = configSchema.safeParse(value);
  if (!parsed.success) {
    throw new InputError(
      parsed.error.issues
        .map(issue => describeIssue(ROOT_KEY, value, issue))
        .join('; '),
    );
  }
  return Object.entries(parsed.data.roles).map(([name, role]) => {
    const key = `${ROOT_KEY}.roles.${name}`;
    if (!ROLE_NAME_PATTERN.test(name)) {
      throw new InputError(
        `${ROOT_KEY}.roles: found '${name}', allowed as the name of a role are lower-case letters, digits and single dashes`,
      );
    }
    role.grants.forEach(({ permission, when }, index) => {
      if (when && permission !== modelsModelReadPermission.name) {
        throw new InputError(
          `${key}.grants[${index}].when: found beside '${permission}', allowed is only beside ${modelsModelReadPermission.name}`,
        );
      }
    });
    return {
      name,
      members: new Set(
        role.members.map((member, index) =>
          readMember(member, `${key}.members[${index}]`),
        ),
      ),
      grants: role.grants,
    };
  });
}
