import type { Entity } from '@backstage/catalog-model';

/**
 * The template with one page: the scaffolder tells of the first page that is
 * wrong alone, and all fields shall be named at once. Without secrets, which a
 * dry run needs none of.
 */
export function mergePages(template: Entity): Entity {
  const { secrets: _, ...spec } = template.spec ?? {};
  const pages = [spec.parameters ?? []].flat();
  // What a reference leads to is looked up from the root of its own page.
  const canMerge = pages.length > 1 && !/"\$ref"/.test(JSON.stringify(pages));
  return {
    ...template,
    spec: { ...spec, ...(canMerge && { parameters: [{ allOf: pages }] }) },
  };
}
