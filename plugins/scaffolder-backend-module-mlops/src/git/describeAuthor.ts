import type { ActionContext } from '@backstage/plugin-scaffolder-node';

/** As no server of mail will ever have it. */
const NOBODY = { name: 'Platform Ops Portal', email: 'portal@invalid' };

/** Who stands in a commit: the person who runs the task. */
export function describeAuthor(user: ActionContext<{}>['user']): {
  name: string;
  email: string;
} {
  if (!user?.ref) {
    return NOBODY;
  }
  const { displayName, email } = user.entity?.spec.profile ?? {};
  return {
    name: toLine(displayName) ?? user.ref,
    email: toLine(email) ?? `${user.ref.replace(/[^\w.-]+/g, '.')}@invalid`,
  };
}

function toLine(text: string | undefined): string | undefined {
  return (
    text
      ?.replace(/[\p{Cc}<>]+/gu, ' ')
      .trim()
      .slice(0, 200) || undefined
  );
}
