import type { ModelDecoration, ModelDecorationParams } from './types';

const DEFAULT_ORDER = 100;

/**
 * Closes over the type of the data, which only its author needs to know.
 */
export function createModelDecoration<TData>(
  params: ModelDecorationParams<TData>,
): ModelDecoration {
  const Component = params.component;
  return {
    id: params.id,
    title: params.title,
    order: params.order ?? DEFAULT_ORDER,
    async load(entityRefs, apis) {
      const data = await params.load(entityRefs, apis);
      return {
        render: entityRef => (
          <Component entityRef={entityRef} data={data.get(entityRef)} />
        ),
      };
    },
  };
}
