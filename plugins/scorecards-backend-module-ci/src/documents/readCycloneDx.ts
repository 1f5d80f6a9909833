import { z } from 'zod';
import { oneLine } from '@platform-ops/backstage-plugin-platform-ops-node';
import { ScanCounter, severityOfScore } from '../summaries/ScanCounter';
import type {
  ComponentsSummary,
  ReadDocument,
  Severity,
} from '../summaries/Summary';
import type { LicenceJudge } from './LicenceJudge';
import { readShape } from './readShape';

const VERSIONS = ['1.4', '1.5', '1.6', '1.7'] as const;
const MOST_DENIED = 10;
const LONGEST_NAME = 200;

const namedSchema = z.object({ name: z.string().optional() });

const componentSchema = z.object({
  type: z.string(),
  name: z.string(),
  version: z.string().optional(),
  licenses: z
    .array(
      z.object({
        license: z
          .object({ id: z.string().optional(), name: z.string().optional() })
          .optional(),
        expression: z.string().optional(),
      }),
    )
    .optional(),
  get components() {
    return z.array(componentSchema).optional();
  },
});

const vulnerabilitySchema = z.object({
  id: z.string().optional(),
  'bom-ref': z.string().optional(),
  ratings: z
    .array(
      z.object({
        severity: z
          .enum([
            'critical',
            'high',
            'medium',
            'low',
            'info',
            'none',
            'unknown',
          ])
          .optional(),
        score: z.number().optional(),
        method: z.string().optional(),
      }),
    )
    .optional(),
  analysis: z
    .object({
      state: z
        .enum([
          'resolved',
          'resolved_with_pedigree',
          'exploitable',
          'in_triage',
          'false_positive',
          'not_affected',
        ])
        .optional(),
    })
    .optional(),
});

const bomSchema = z.object({
  bomFormat: z.literal('CycloneDX', 'CycloneDX as JSON is expected'),
  specVersion: z.enum(VERSIONS, `one of ${VERSIONS.join(', ')} is expected`),
  metadata: z
    .object({
      tools: z
        .union([
          z.array(namedSchema),
          z.object({ components: z.array(namedSchema).optional() }),
        ])
        .optional(),
      component: componentSchema.optional(),
    })
    .optional(),
  components: z.array(componentSchema).optional(),
  vulnerabilities: z.array(vulnerabilitySchema).optional(),
});

type Component = z.output<typeof componentSchema>;
type Vulnerability = z.output<typeof vulnerabilitySchema>;
type Bom = z.output<typeof bomSchema>;

/** States in which somebody decided that it does not concern this product. */
const SUPPRESSED: ReadonlySet<string | undefined> = new Set([
  'false_positive',
  'not_affected',
]);
const RESOLVED: ReadonlySet<string | undefined> = new Set([
  'resolved',
  'resolved_with_pedigree',
]);

/**
 * Reads CycloneDX 1.4 to 1.7 as JSON: what is inside, under which licences, and
 * which vulnerabilities that has. A list without the field `vulnerabilities`
 * says nothing of them.
 */
export function readCycloneDx(
  content: unknown,
  licences: LicenceJudge,
): ReadDocument {
  const bom = readShape(bomSchema, content, 'CycloneDX');
  const components = readComponents(bom, licences);
  const counter = new ScanCounter();
  bom.vulnerabilities?.forEach((vulnerability, position) =>
    count(vulnerability, position, counter),
  );
  return {
    tool: toolOf(bom),
    summary: {
      // A VEX document has vulnerabilities only.
      ...(bom.components && { components }),
      ...(bom.vulnerabilities && {
        scan: counter.summarize({
          // A list of nothing was compared with nothing; a VEX document lists no parts.
          complete: components.components > 0 || bom.vulnerabilities.length > 0,
          looked: components.components,
        }),
      }),
    },
    open: counter.open,
  };
}

function readComponents(bom: Bom, licences: LicenceJudge): ComponentsSummary {
  const summary: ComponentsSummary = {
    components: 0,
    models: 0,
    unversioned: 0,
    unlicensed: 0,
    deniedCount: 0,
    denied: [],
    rules: licences.rules,
  };
  if (bom.metadata?.component?.type === 'machine-learning-model') {
    summary.models++;
  }
  const left: Component[] = [
    ...(bom.metadata?.component?.components ?? []),
    ...(bom.components ?? []),
  ];
  for (let next = left.pop(); next; next = left.pop()) {
    const { type, name, version } = next;
    summary.components++;
    summary.models += type === 'machine-learning-model' ? 1 : 0;
    summary.unversioned += version ? 0 : 1;
    const named = licencesOf(next);
    const judgement = licences.judge(named);
    if (judgement === 'unknown') {
      summary.unlicensed++;
    } else if (judgement === 'denied') {
      summary.deniedCount++;
      if (summary.denied.length < MOST_DENIED) {
        summary.denied.push(
          oneLine(
            `${name}${version ? `@${version}` : ''}: ${named.join(', ')}`,
            LONGEST_NAME,
          ),
        );
      }
    }
    next.components?.forEach(component => left.push(component));
  }
  summary.denied.sort();
  return summary;
}

function licencesOf({ licenses = [] }: Component): string[] {
  return licenses
    .map(
      ({ license, expression }) => expression ?? license?.id ?? license?.name,
    )
    .filter(licence => licence !== undefined);
}

function count(
  { id, ratings = [], analysis, ...vulnerability }: Vulnerability,
  position: number,
  counter: ScanCounter,
): void {
  if (RESOLVED.has(analysis?.state)) {
    return;
  }
  if (SUPPRESSED.has(analysis?.state)) {
    counter.suppressed();
    return;
  }
  const severity = severityOf(ratings);
  if (severity === undefined) {
    counter.unrated();
  } else if (severity !== 'none') {
    const name = id ?? vulnerability['bom-ref'] ?? `number ${position + 1}`;
    counter.found(severity, name);
  }
}

/** Of several raters the worst counts; undefined where none says anything. */
function severityOf(
  ratings: NonNullable<Vulnerability['ratings']>,
): Severity | 'none' | undefined {
  const found = new Set(
    ratings.map(({ severity, score, method }) => {
      if (severity && severity !== 'unknown') {
        return severity === 'info' ? 'none' : severity;
      }
      return score !== undefined && (method ?? '').startsWith('CVSS')
        ? severityOfScore(score) ?? 'none'
        : undefined;
    }),
  );
  return (['critical', 'high', 'medium', 'low', 'none'] as const).find(each =>
    found.has(each),
  );
}

function toolOf({ metadata }: Bom): string | undefined {
  const tools = metadata?.tools;
  const named = Array.isArray(tools) ? tools : tools?.components;
  return named?.find(({ name }) => name)?.name;
}
