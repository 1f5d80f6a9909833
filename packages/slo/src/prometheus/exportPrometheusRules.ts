import { stringify } from 'yaml';
import { formatDuration, formatNumber, formatObjective } from '../format';
import { alertingRules } from './alertingRules';
import type { PrometheusSource } from './PrometheusSource';
import { recordingRules } from './recordingRules';
import {
  planRules,
  type PrometheusRulesOptions,
  type PrometheusSlo,
  type RulePlan,
} from './RulePlan';

/**
 * Writes an SLO as a rule file of Prometheus (2.42 and later): recording rules for each window,
 * and alerting rules that follow {@link decideBurn}, low traffic and lengthened windows included.
 *
 * @remarks
 *
 * Alerts have the labels `slo`, `service`, `severity` (`page` or `ticket`), `long_window` and
 * `short_window`. Prometheus judges what it has: unlike the portal's, its windows are not corrected
 * for time that it did not observe. Use one evaluator for an SLO, or both will page.
 *
 * @returns YAML text.
 * @throws SloInputError for an SLO, a source or labels that cannot be.
 *
 * @public
 */
export function exportPrometheusRules(
  slo: PrometheusSlo,
  source: PrometheusSource,
  options: PrometheusRulesOptions = {},
): string {
  const plan = planRules(slo, source, options);
  const file = {
    groups: [
      {
        name: `slo-${slo.name}`,
        interval: '1m',
        rules: [...recordingRules(plan), ...alertingRules(plan)],
      },
    ],
  };
  return `${describe(plan)}${stringify(file, {
    lineWidth: 0,
    aliasDuplicateObjects: false,
  })}`;
}

function describe({ slo, pairs, periodMs, source }: RulePlan): string {
  const lines = [
    `SLO ${slo.name}: ${formatObjective(slo.objective)} over ${formatDuration(
      periodMs,
    )}.`,
    'Windows and factors: Google SRE Workbook, "Alerting on SLOs".',
    ...pairs.map(
      pair =>
        `- ${pair.severity}: ${formatDuration(
          pair.longMs,
        )} and ${formatDuration(pair.shortMs)} above ${formatNumber(
          pair.factor,
        )}${
          pair.lengthened ? ' (lengthened: this objective burns slower)' : ''
        }`,
    ),
    ...(source.total === undefined
      ? ['The number of events is not known, so low traffic is not guarded.']
      : []),
  ];
  return lines.map(line => `# ${line}\n`).join('');
}
