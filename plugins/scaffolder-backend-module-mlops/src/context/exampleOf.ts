import type { JsonObject } from '@backstage/types';
import type { TemplateExample } from '@backstage/plugin-scaffolder-node';
import { stringify } from 'yaml';

/** How an action stands in a template. */
export function exampleOf(
  description: string,
  step: { action: string; id: string; name: string; input: JsonObject },
): TemplateExample {
  return { description, example: stringify({ steps: [step] }) };
}
