import {
  RELATION_MEMBER_OF,
  stringifyEntityRef,
  type Entity,
} from '@backstage/catalog-model';
import type { Config } from '@backstage/config';
import { InputError, NotAllowedError } from '@backstage/errors';

/**
 * Who may use something through a template.
 *
 * @public
 */
export interface AllowedUse {
  /** Refs of the templates that may; all of the catalog may unless told. */
  templates?: string[];
  /** Refs of the users and groups that may; all may unless told. */
  members?: string[];
}

/**
 * A task that uses something, as the scaffolder tells it, not its user.
 *
 * @public
 */
export interface TemplateTask {
  templateInfo?: { entityRef: string };
  user?: { ref?: string; entity?: Pick<Entity, 'relations'> };
  /**
   * Then all may: the scaffolder does not tell which template it is, and nothing
   * is contacted.
   */
  isDryRun?: boolean;
}

const TEMPLATE = /^(?:(template):)?(?:([\w.-]+)\/)?([\w.-]+)$/i;
const MEMBER = /^(user|group):(?:([\w.-]+)\/)?([\w.-]+)$/i;

/**
 * What stands in `templates` and `members`, with complete refs.
 *
 * @param key - Of what they may use, for messages.
 *
 * @throws InputError naming the key, what was found and what is allowed.
 *
 * @public
 */
export function readAllowedUse(config: Config, key: string): AllowedUse {
  return {
    templates: readRefs(config, key, 'templates', {
      pattern: TEMPLATE,
      example: 'template:default/serve-model',
    }),
    members: readRefs(config, key, 'members', {
      pattern: MEMBER,
      example: 'group:default/platform or user:default/ada',
    }),
  };
}

/**
 * @param key - Of what the task wants to use, for messages.
 *
 * @throws NotAllowedError where its template or its user may not use it.
 *
 * @public
 */
export function assertMayUse(
  key: string,
  { templates, members }: AllowedUse,
  { templateInfo, user, isDryRun }: TemplateTask,
): void {
  if (isDryRun) {
    return;
  }
  const templateRef = templateInfo?.entityRef;
  if (templates && !(templateRef && templates.includes(templateRef))) {
    throw new NotAllowedError(
      `${key}.templates: ${
        templateRef ?? 'a task without a template'
      } is not among those that may use it`,
    );
  }
  const refs = [
    ...(user?.ref ? [user.ref] : []),
    ...(user?.entity?.relations ?? [])
      .filter(({ type }) => type === RELATION_MEMBER_OF)
      .map(({ targetRef }) => targetRef),
  ];
  if (members && !refs.some(ref => members.includes(ref))) {
    throw new NotAllowedError(
      `${key}.members: ${
        user?.ref ?? 'a task without a user'
      } is not among those that may use it`,
    );
  }
}

function readRefs(
  config: Config,
  key: string,
  field: 'templates' | 'members',
  { pattern, example }: { pattern: RegExp; example: string },
): string[] | undefined {
  return config.getOptionalStringArray(field)?.map(text => {
    const [, kind = 'template', namespace = 'default', name] =
      pattern.exec(text) ?? [];
    if (!name) {
      throw new InputError(
        `${key}.${field}: found '${text}', allowed are refs such as ${example}`,
      );
    }
    return stringifyEntityRef({ kind, namespace, name });
  });
}
