import { stringifyEntityRef, type Entity } from '@backstage/catalog-model';
import type { LabelSelector } from '../objects/LabelSelector';
import { parseLabelSelector } from './parseLabelSelector';
import { PlacementError } from './PlacementError';

/** https://backstage.io/docs/features/kubernetes/configuration#surfacing-your-kubernetes-components-as-part-of-an-entity */
const KUBERNETES_ID = 'backstage.io/kubernetes-id';
const LABEL_SELECTOR = 'backstage.io/kubernetes-label-selector';
const NAMESPACE = 'backstage.io/kubernetes-namespace';
export const CLUSTER = 'backstage.io/kubernetes-cluster';

/**
 * How an entity says where in clusters its objects are.
 */
export interface Placement {
  entityRef: string;
  selector: LabelSelector;
  /** The selector, for people. */
  text: string;
  /** Missing: any. */
  namespace: string | undefined;
  /** Missing: any. */
  cluster: string | undefined;
}

/**
 * What the annotations of an entity say; undefined where it has none.
 *
 * @throws PlacementError in words where they cannot be understood.
 */
export function readPlacement(entity: Entity): Placement | undefined {
  const { annotations = {} } = entity.metadata;
  const id = annotations[KUBERNETES_ID];
  const written = annotations[LABEL_SELECTOR];
  if (!id && !written) {
    return undefined;
  }
  const selector = written
    ? parseLabelSelector(written)
    : { matchLabels: { [KUBERNETES_ID]: id } };
  if (!selector) {
    throw new PlacementError(
      `${LABEL_SELECTOR} is not understood; allowed is, for example, app=web,tier in (front,back)`,
    );
  }
  return {
    entityRef: stringifyEntityRef(entity),
    selector,
    text: written || `${KUBERNETES_ID}=${id}`,
    namespace: annotations[NAMESPACE] || undefined,
    cluster: annotations[CLUSTER] || undefined,
  };
}
