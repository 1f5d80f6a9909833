import { shorten } from '@platform-ops/backstage-plugin-platform-ops-node';
import type { z as zod } from 'zod/v3';

type Zod = typeof zod;

/** Inputs by which several actions name an application. */

export const applicationNameField = (z: Zod) =>
  z
    .string()
    .regex(/^[a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?$/)
    .describe('Of the application');

export const applicationNamespaceField = (z: Zod) =>
  z
    .string()
    .regex(/^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/)
    .describe('Where the application is kept, if not beside Argo CD')
    .optional();

export const projectField = (z: Zod) =>
  z.string().min(1).max(253).describe('Of Argo CD').optional();

export function applicationLink(
  uiUrl: string,
  { name, namespace }: { name: string; namespace?: string },
): string {
  return `${uiUrl}/applications/${
    namespace === undefined ? '' : `${encodeURIComponent(namespace)}/`
  }${encodeURIComponent(name)}`;
}

/** How an application is, in a few words. */
export function describeState({
  health,
  sync,
  healthMessage,
}: {
  health: string;
  sync: string;
  healthMessage?: string;
}): string {
  return `${health}${
    healthMessage ? ` (${shorten(healthMessage)})` : ''
  }, ${sync}`;
}
