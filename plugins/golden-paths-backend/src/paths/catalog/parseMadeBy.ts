import { shorten } from '@platform-ops/backstage-plugin-platform-ops-node';
import { isVersion } from './isVersion';

/** What the annotation of an entity says. */
export interface MadeBy {
  /** Of the template, in small letters. */
  name: string;
  /** As it is written; empty where none is. */
  version: string;
  /** Why the version cannot be compared, where it cannot. */
  problem?: string;
}

/** As the catalog allows names of entities. */
const MADE_BY =
  /^\s*(?<name>[A-Za-z0-9][A-Za-z0-9_.-]{0,62})(?:@(?<version>.*))?$/s;

/** Undefined where not even the template is named. */
export function parseMadeBy(annotation: string): MadeBy | undefined {
  const groups = MADE_BY.exec(annotation)?.groups;
  if (!groups) {
    return undefined;
  }
  const name = groups.name.toLocaleLowerCase('en-US');
  const version = shorten(groups.version ?? '');
  return {
    name,
    version,
    ...(!isVersion(groups.version ?? '') && {
      problem: `It says '${shorten(
        annotation,
      )}'; expected is <path>@<version>, such as ${name}@1.0.0`,
    }),
  };
}
