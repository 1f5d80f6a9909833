import {
  ANNOTATION_SOURCE_LOCATION,
  type Entity,
} from '@backstage/catalog-model';
import { annotationOf } from '../specFields';
import type { FoundFact } from './FoundFact';

const ANNOTATION_TECHDOCS = 'backstage.io/techdocs-ref';
const ANNOTATION_TECHDOCS_ENTITY = 'backstage.io/techdocs-entity';
const DOCUMENT = /^platformops\.io\/([a-z0-9-]+)-url$/;

export function findDocumentation(entity: Entity): FoundFact {
  const { annotations = {}, description, links = [] } = entity.metadata;
  return {
    type: 'catalog.documentation',
    value: {
      descriptionLength: description?.trim().length ?? 0,
      techDocs: [ANNOTATION_TECHDOCS, ANNOTATION_TECHDOCS_ENTITY].some(
        name => annotationOf(entity, name) !== undefined,
      ),
      source: annotationOf(entity, ANNOTATION_SOURCE_LOCATION),
      links: links.length,
      documents: Object.entries(annotations).flatMap(([name, value]) => {
        const [, document] = DOCUMENT.exec(name) ?? [];
        const url = value.trim();
        return document && isAddress(url) ? [{ name: document, url }] : [];
      }),
    },
    fields: 'metadata.description, metadata.annotations, metadata.links',
    population: Object.keys(annotations).length + links.length,
  };
}

/** Addresses with a password in them must not get into evidence. */
function isAddress(text: string): boolean {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  return (
    url !== undefined &&
    ['https:', 'http:'].includes(url.protocol) &&
    !url.username &&
    !url.password
  );
}
