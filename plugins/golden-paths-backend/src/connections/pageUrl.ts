import type { HttpConnection } from '@platform-ops/backstage-plugin-golden-paths-node';

/** Where people look at a system; the sandbox has no pages of its own. */
export function pageUrl({
  sandbox,
  url,
  uiUrl,
}: HttpConnection): string | undefined {
  return sandbox && url === uiUrl ? undefined : uiUrl;
}
