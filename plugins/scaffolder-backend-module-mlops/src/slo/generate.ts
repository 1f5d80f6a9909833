import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, posix } from 'node:path';
import { InputError } from '@backstage/errors';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import {
  exportPrometheusRules,
  exportPromtoolTests,
  parseOpenSlo,
  prometheusSource,
  SloInputError,
  type PrometheusSource,
  type SloDefinition,
} from '@platform-ops/slo';
import { parse, stringify } from 'yaml';
import { exampleOf } from '../context/exampleOf';
import {
  readWorkspaceFile,
  resolveInWorkspace,
} from '../context/readWorkspaceFile';

const ID = 'slo:generate';
/** Parsing holds up the process. */
const MOST_BYTES = 64_000;
const HEAD =
  '# Made from the SLO file by multi-window burn rates (Google SRE Workbook, "Alerting on SLOs").\n';

interface RuleFile {
  groups: unknown[];
}

interface TestFile {
  evaluation_interval: string;
  tests: unknown[];
}

/**
 * Writes Prometheus rules, and their tests, for the SLOs of a workspace.
 */
export function createSloGenerateAction() {
  return createTemplateAction({
    id: ID,
    description:
      'Reads an OpenSLO file of the workspace and writes Prometheus rules for it: burn-rate alerts over several windows, with their promtool tests, and on request as a PrometheusRule for the Prometheus operator.',
    examples: [
      exampleOf('Alerts for the SLOs of a service', {
        action: ID,
        id: 'alerts',
        name: 'Write alerts',
        input: {
          path: 'slo.yaml',
          source: {
            bad: 'sum(increase(http_requests_total{service="checkout",code=~"5.."}[$window]))',
            total:
              'sum(increase(http_requests_total{service="checkout"}[$window]))',
          },
          rulesPath: 'alerts/rules.yml',
          testsPath: 'alerts/tests.yml',
          prometheusRule: {
            path: 'deploy/prometheus-rule.yaml',
            name: 'checkout-slo',
            namespace: 'shop',
          },
        },
      }),
    ],
    supportsDryRun: true,
    schema: {
      input: {
        path: z => z.string().min(1).max(300).describe('OpenSLO v1 file'),
        rulesPath: z =>
          z.string().min(1).max(300).describe('Where the rules are written'),
        testsPath: z =>
          z
            .string()
            .min(1)
            .max(300)
            .describe('Where tests for promtool are written')
            .optional(),
        source: z =>
          z
            .object({
              good: z.string().max(2000).optional(),
              bad: z.string().max(2000).optional(),
              errorRatio: z.string().max(2000).optional(),
              total: z.string().max(2000).optional(),
            })
            .strict()
            .describe(
              'PromQL with $window, for SLOs over indicators of the portal: bad and total, good and total, or errorRatio',
            )
            .optional(),
        labels: z =>
          z
            .record(z.string().max(200))
            .describe('On each series and alert')
            .optional(),
        annotations: z =>
          z
            .record(z.string().max(1000))
            .describe('On each alert, such as runbook_url')
            .optional(),
        prometheusRule: z =>
          z
            .object({
              path: z.string().min(1).max(300),
              name: z.string().min(1).max(253),
              namespace: z.string().min(1).max(63),
              labels: z.record(z.string().max(63)).optional(),
            })
            .strict()
            .describe('Also writes the rules as an object of Kubernetes')
            .optional(),
      },
      output: {
        slos: z => z.array(z.string()).describe('Names'),
      },
    },
    async handler(ctx) {
      const { path, rulesPath, testsPath, source, prometheusRule } = ctx.input;
      const { labels = {}, annotations = {} } = ctx.input;
      const slos = readSlos(
        await readWorkspaceFile(ctx.workspacePath, path, {
          field: 'path',
          maxBytes: MOST_BYTES,
        }),
        path,
      );
      const write = async (field: string, target: string, text: string) => {
        const file = resolveInWorkspace(ctx.workspacePath, target, field);
        await mkdir(dirname(file), { recursive: true });
        await writeFile(file, text);
        ctx.logger.info(`Wrote ${target}`);
      };
      const chosen = slos.map(slo => ({
        slo,
        source: chooseSource(slo, source, path),
      }));
      const options = { labels, annotations };
      const groups = chosen.flatMap(
        each =>
          told(() =>
            parse(exportPrometheusRules(each.slo, each.source, options)),
          ).groups,
      );
      await write('rulesPath', rulesPath, `${HEAD}${toYaml({ groups })}`);
      if (prometheusRule) {
        await write(
          'prometheusRule.path',
          prometheusRule.path,
          `${HEAD}${toYaml({
            apiVersion: 'monitoring.coreos.com/v1',
            kind: 'PrometheusRule',
            metadata: {
              name: prometheusRule.name,
              namespace: prometheusRule.namespace,
              ...(prometheusRule.labels && { labels: prometheusRule.labels }),
            },
            spec: { groups },
          })}`,
        );
      }
      if (testsPath !== undefined) {
        const files: TestFile[] = chosen.map(each =>
          parse(exportPromtoolTests(each.slo, each.source, options)),
        );
        await write(
          'testsPath',
          testsPath,
          toYaml({
            rule_files: [posix.relative(posix.dirname(testsPath), rulesPath)],
            evaluation_interval: files[0].evaluation_interval,
            tests: files.flatMap(({ tests }) => tests),
          }),
        );
      }
      ctx.output(
        'slos',
        slos.map(({ name }) => name),
      );
    },
  });
}

function readSlos(text: string, path: string): SloDefinition[] {
  const { slos, problems } = parseOpenSlo(text);
  if (problems.length > 0) {
    throw new InputError(
      `path: ${path}: ${problems.map(({ message }) => message).join('; ')}`,
    );
  }
  if (slos.length === 0) {
    throw new InputError(`path: ${path} has no SLO of openslo/v1`);
  }
  return slos;
}

function chooseSource(
  slo: SloDefinition,
  source: Record<string, string | undefined> | undefined,
  path: string,
): PrometheusSource {
  if (slo.indicator.kind === 'queries') {
    return told(() => prometheusSource(slo.indicator));
  }
  const { good, bad, errorRatio, total } = source ?? {};
  if (bad !== undefined && total !== undefined) {
    return { bad, total };
  }
  if (good !== undefined && total !== undefined) {
    return { good, total };
  }
  if (errorRatio !== undefined) {
    return { errorRatio, ...(total !== undefined && { total }) };
  }
  throw new InputError(
    `source: the SLO ${slo.name} of ${path} counts by the portal's indicator ${slo.indicator.id}, which Prometheus does not know; expected are bad and total, good and total, or errorRatio`,
  );
}

/** What the library refuses is an input of the template. */
function told<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw error instanceof SloInputError
      ? new InputError(error.message, error)
      : error;
  }
}

function toYaml(value: RuleFile | Record<string, unknown>): string {
  return stringify(value, { lineWidth: 0, aliasDuplicateObjects: false });
}
