import {
  type DocumentNotice,
  type DocumentProblem,
  isMap,
  type ReadDocument,
  readDocuments,
  readShape,
} from '@platform-ops/documents';
import { readIndicator } from './readIndicator';
import { readSlo, type Metadata, type SharedIndicators } from './readSlo';
import { dataSourceSpecSchema, metadataSchema } from './schemas';
import type { SloDefinition } from './SloDefinition';

/**
 * What OpenSLO documents say.
 *
 * @public
 */
export interface OpenSloReading {
  /** The SLOs without a problem. */
  slos: SloDefinition[];
  /** What must be mended; the SLO concerned is not among `slos`. */
  problems: DocumentProblem[];
  /** What the portal does without. */
  notices: DocumentNotice[];
}

const VERSION = 'openslo/v1';
const FIELDS = ['apiVersion', 'kind', 'metadata', 'spec'];
const UNUSED = {
  AlertPolicy: 'is not used: the portal alerts by its burn rate windows',
  AlertCondition: 'is not used: the portal alerts by its burn rate windows',
  AlertNotificationTarget:
    'is not used: who is told is set in the portal or in Alertmanager',
};
const KINDS = ['SLO', 'SLI', 'Service', 'DataSource', ...Object.keys(UNUSED)];

/**
 * Reads SLOs in OpenSLO v1: YAML text of one or more documents, the object of one, or a list
 * of objects.
 *
 * @remarks
 *
 * The documents may be in any order; an `indicatorRef` must name an SLI among them. Nothing is
 * thrown: every problem of every document is told at once. The README has what is supported.
 *
 * Bounds: 256 kB of text, 100 documents, 100,000 values, 100 aliases.
 *
 * @public
 */
export function parseOpenSlo(input: unknown): OpenSloReading {
  const { documents, findings } = readDocuments(input, 'OpenSLO');
  const objects = documents.map(readObject).filter(isPresent);
  const ofKind = (kind: string) =>
    objects.filter(object => object.kind === kind);

  tellDuplicates(ofKind('SLO'));
  tellDuplicates(ofKind('SLI'));
  const sourceTypes = readSourceTypes(ofKind('DataSource'));
  const indicators: SharedIndicators = new Map(
    ofKind('SLI').map(({ metadata, spec, document }) => [
      metadata?.name ?? '',
      readIndicator(spec, ['spec'], sourceTypes, document.findings),
    ]),
  );
  const slos = ofKind('SLO').flatMap(({ metadata, spec, document }) =>
    readSlo(metadata, spec, { sourceTypes, indicators }, document.findings),
  );
  const all = [findings, ...documents.map(document => document.findings)];
  return {
    slos,
    problems: all.flatMap(({ problems }) => problems),
    notices: all.flatMap(({ notices }) => notices),
  };
}

interface OpenSloObject {
  document: ReadDocument;
  kind: string;
  metadata: Metadata | undefined;
  spec: unknown;
}

function readObject(document: ReadDocument): OpenSloObject | undefined {
  const { value, findings } = document;
  if (findings.problems.length > 0) {
    return undefined;
  }
  if (!isMap(value)) {
    findings.problem([], value, 'a map with apiVersion, kind, metadata, spec');
    return undefined;
  }
  for (const field of Object.keys(value)) {
    if (!FIELDS.includes(field)) {
      findings.notice([field], 'not known, so not read');
    }
  }
  if (value.apiVersion !== VERSION) {
    findings.problem(['apiVersion'], value.apiVersion, VERSION);
  }
  const { kind, spec } = value;
  if (typeof kind !== 'string' || !KINDS.includes(kind)) {
    findings.problem(['kind'], kind, `one of ${KINDS.join(', ')}`);
    return undefined;
  }
  const metadata = readShape(
    metadataSchema,
    value.metadata,
    ['metadata'],
    findings,
  );
  if (kind in UNUSED) {
    findings.notice([], `${kind} ${UNUSED[kind as keyof typeof UNUSED]}`);
  }
  return { document, kind, metadata, spec };
}

function tellDuplicates(objects: OpenSloObject[]): void {
  const seen = new Map<string, number>();
  for (const { document, kind, metadata } of objects) {
    const first = metadata && seen.get(metadata.name);
    if (first !== undefined) {
      document.findings.problem(
        ['metadata', 'name'],
        metadata?.name,
        `a name that no other ${kind} has (document ${first} has this one)`,
      );
    } else if (metadata) {
      seen.set(metadata.name, document.number);
    }
  }
}

/** Connections are the portal's own; only what a source speaks is of use. */
function readSourceTypes(objects: OpenSloObject[]): Map<string, string> {
  const types = new Map<string, string>();
  for (const { document, metadata, spec } of objects) {
    const { findings } = document;
    const shape = readShape(dataSourceSpecSchema, spec, ['spec'], findings);
    findings.notice(
      ['spec', 'connectionDetails'],
      'is not used: the portal has its own connections',
    );
    if (metadata && shape) {
      types.set(metadata.name, shape.type);
    }
  }
  return types;
}

function isPresent<T>(value: T | undefined): value is T {
  return value !== undefined;
}
