import { createHash } from 'node:crypto';
import type {
  GateControl,
  GateFramework,
} from '@platform-ops/backstage-plugin-scorecards-common';
import {
  howToState,
  linkOf,
  nameOf,
  reasonOf,
  stateOf,
  titleOf,
  whoOf,
} from './describeReport';
import { escapeMarkdown } from './escapeMarkdown';
import type { GateReport } from './GateReport';
import { plainLine } from './plainLine';
import { UNNAMED_FILE } from './GateReport';

const SCHEMA =
  'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json';

/**
 * The answer as SARIF 2.1.0: a rule for each control, and a result for each that
 * is not met; `error` stands in the way, `warning` could, `note` does not gate.
 */
export function writeSarif(report: GateReport): Record<string, unknown> {
  const found = report.frameworks.flatMap(framework =>
    [
      ...framework.blocking.map(control => ({ control, level: 'error' })),
      ...framework.advisory.map(control => ({
        control,
        level: control.doesNotGate === undefined ? 'warning' : 'note',
      })),
    ].map(result => ({ ...result, framework })),
  );
  const link = linkOf(report);
  return {
    $schema: SCHEMA,
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'Platform Ops Portal',
            ...(report.appUrl && { informationUri: report.appUrl }),
            rules: found.map(({ framework, control, level }) =>
              toRule(framework, control, level, link),
            ),
          },
        },
        automationDetails: { id: `platform-ops-gate/${report.entityRef}/` },
        invocations: [
          {
            executionSuccessful: true,
            endTimeUtc: report.evaluatedAt,
          },
        ],
        results: found.map(({ framework, control, level }, ruleIndex) => ({
          ruleId: idOf(framework, control),
          ruleIndex,
          level,
          message: { text: messageOf(control) },
          locations: [
            {
              physicalLocation: {
                artifactLocation: { uri: toRelativeUri(report.file) },
                region: { startLine: 1 },
              },
            },
          ],
          partialFingerprints: {
            'platformOpsGate/v1': createHash('sha256')
              .update(`${report.entityRef} ${idOf(framework, control)}`)
              .digest('hex'),
          },
        })),
        properties: {
          outcome: report.outcome,
          title: titleOf(report, plainLine),
        },
      },
    ],
  };
}

function toRule(
  framework: GateFramework,
  control: GateControl,
  level: string,
  link: string | undefined,
) {
  const helpUri = control.checks.find(({ fix }) => fix.url)?.fix.url ?? link;
  const toDo = [
    ...control.checks.map(({ fix }) => fix.text),
    ...(control.asks === undefined
      ? []
      : [`To be ${howToState(control)}: ${control.asks}`]),
  ];
  return {
    id: idOf(framework, control),
    name: control.controlId,
    shortDescription: { text: toMessage(nameOf(control)) },
    fullDescription: {
      text: toMessage(`${framework.title}: ${nameOf(control)}`),
    },
    defaultConfiguration: { level },
    ...(helpUri && { helpUri }),
    ...(toDo.length > 0 && {
      help: {
        text: toDo.map(toMessage).join('\n'),
        markdown: toDo.map(text => `- ${escapeMarkdown(text)}`).join('\n'),
      },
    }),
  };
}

function idOf(framework: GateFramework, control: GateControl): string {
  return `${framework.id}/${control.controlId}`;
}

function messageOf(control: GateControl): string {
  const found = control.checks.flatMap(({ expected, actual, fix }) => [
    `expected: ${expected}`,
    ...(actual === undefined ? [] : [`found: ${actual}`]),
    `to do: ${fix.text}`,
  ]);
  return [
    `${nameOf(control)}: ${stateOf(control)}`,
    ...[control.doesNotGate, reasonOf(control)].filter(
      text => text !== undefined,
    ),
    ...found,
    `who: ${whoOf(control)}`,
  ]
    .map(text => toMessage(text).replace(/\.$/, ''))
    .join('. ');
}

/** In a message of SARIF, brackets make a link and braces a placeholder. */
function toMessage(text: string): string {
  return plainLine(text)
    .replace(/[\\[\]]/g, sign => `\\${sign}`)
    .replace(/\{(\d+)\}/g, '($1)');
}

/** A path of any system, from the root of the repository. */
function toRelativeUri(file: string): string {
  return (
    plainLine(file)
      .replace(/\\/g, '/')
      .split('/')
      .filter(part => part !== '' && part !== '.' && part !== '..')
      .map(encodeURIComponent)
      .join('/') || UNNAMED_FILE
  );
}
