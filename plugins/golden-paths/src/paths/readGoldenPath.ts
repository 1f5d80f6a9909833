import type { Entity } from '@backstage/catalog-model';
import {
  ANNOTATION_GOLDEN_PATH_CONTROLS,
  ANNOTATION_GOLDEN_PATH_MINUTES,
  ANNOTATION_GOLDEN_PATH_VERSION,
} from '@platform-ops/backstage-plugin-golden-paths-common';

/** What a template says of itself as a golden path. */
export interface GoldenPathFacts {
  version: string;
  minutes?: number;
  /** Ids of controls, by the id of their framework. */
  controls: Array<{ framework: string; ids: string[] }>;
}

/** Undefined where the template is no golden path. */
export function readGoldenPath(template: Entity): GoldenPathFacts | undefined {
  const annotations = template.metadata.annotations ?? {};
  const version = annotations[ANNOTATION_GOLDEN_PATH_VERSION];
  if (!version) {
    return undefined;
  }
  const minutes = Number(annotations[ANNOTATION_GOLDEN_PATH_MINUTES]);
  const idsOf = new Map<string, string[]>();
  for (const control of (
    annotations[ANNOTATION_GOLDEN_PATH_CONTROLS] ?? ''
  ).split(',')) {
    const [framework, id] = control.trim().split('/', 2);
    if (framework && id) {
      idsOf.set(framework, [...(idsOf.get(framework) ?? []), id]);
    }
  }
  return {
    version,
    ...(minutes > 0 && { minutes }),
    controls: [...idsOf].map(([framework, ids]) => ({ framework, ids })),
  };
}
