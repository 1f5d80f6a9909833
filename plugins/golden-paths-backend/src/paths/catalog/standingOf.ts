import type { EntityPath } from '@platform-ops/backstage-plugin-golden-paths-common';
import { lt } from 'semver';
import type { MadeEntity } from './MadeEntity';
import type { PathTemplates } from './PathTemplates';

/** How an entity stands to the path that it came from. */
export function standingOf(
  { madeBy, ...entity }: MadeEntity,
  templates: PathTemplates,
): EntityPath {
  const template = templates.find(madeBy.name);
  const { version } = madeBy;
  const facts = {
    ...entity,
    templateRef: template?.templateRef ?? `template:default/${madeBy.name}`,
    version,
  };
  const problem = madeBy.problem ?? template?.problem;
  if (problem !== undefined) {
    return { ...facts, isBehind: false, problem };
  }
  return template
    ? {
        ...facts,
        latest: template.version,
        isBehind: lt(version, template.version),
      }
    : { ...facts, isBehind: false };
}
