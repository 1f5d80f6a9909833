import { useApi } from '@backstage/frontend-plugin-api';
import type { Entity } from '@backstage/catalog-model';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { useLoad } from '@platform-ops/backstage-plugin-platform-ops-react';
import { useEffect, useState } from 'react';

const MOST_SHOWN = 50;
const TYPING_MILLISECONDS = 200;
const FIELDS = [
  'kind',
  'metadata.name',
  'metadata.namespace',
  'metadata.title',
  'metadata.description',
];

/** The text once nothing was typed for a moment. */
function useTyped(text: string): string {
  const [typed, setTyped] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setTyped(text), TYPING_MILLISECONDS);
    return () => clearTimeout(timer);
  }, [text]);
  return typed;
}

/** The first entities whose name, title or description holds the text. */
export function useFoundEntities(filter: Record<string, string>, text: string) {
  const catalog = useApi(catalogApiRef);
  const typed = useTyped(text);
  return useLoad<Entity[]>(
    JSON.stringify([filter, typed]),
    async () => {
      const { items } = await catalog.queryEntities({
        filter,
        fields: FIELDS,
        limit: MOST_SHOWN,
        orderFields: { field: 'metadata.name', order: 'asc' },
        ...(typed && {
          fullTextFilter: {
            term: typed,
            fields: ['metadata.name', 'metadata.title', 'metadata.description'],
          },
        }),
      });
      return items;
    },
    { keepPrevious: true },
  );
}
