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
import type { GateReport } from './GateReport';
import { plainLine } from './plainLine';

/** The answer for a terminal, a fact on each line. */
export function writeText(report: GateReport): string {
  const link = linkOf(report);
  return [
    `${report.outcome.toUpperCase()}: ${titleOf(report, plainLine)}`,
    ...(report.frameworks.length === 0
      ? ['', 'No framework asks anything of it.']
      : []),
    ...report.frameworks.flatMap(describeFramework),
    ...(report.notes.length > 0 ? [''] : []),
    ...report.notes.map(note => `Note: ${plainLine(note)}`),
    ...(link ? ['', `All of it: ${link}`] : []),
    '',
    'Evidence for these frameworks, not a statement of compliance.',
    '',
  ].join('\n');
}

function describeFramework(framework: GateFramework): string[] {
  const { outcome, title, because, blocking, advisory } = framework;
  return [
    '',
    `${outcome.toUpperCase()}: ${plainLine(title)}: ${plainLine(because)}`,
    ...list('Stands in the way:', blocking),
    ...list('Not met, and not in the way:', advisory),
  ];
}

function list(heading: string, controls: GateControl[]): string[] {
  return controls.length > 0
    ? [`  ${heading}`, ...controls.flatMap(describeControl)]
    : [];
}

function describeControl(control: GateControl): string[] {
  const lines: Array<[string, string | undefined]> = [
    ['because', reasonOf(control)],
    ['does not gate', control.doesNotGate],
    ...control.checks.flatMap(({ expected, actual, fix }) => [
      ['expected', expected] as [string, string],
      ['found', actual] as [string, string | undefined],
      ['to do', fix.text] as [string, string],
      ['read', fix.url] as [string, string | undefined],
      ['annotation', fix.annotation] as [string, string | undefined],
    ]),
    [`to be ${howToState(control)}`, control.asks],
    ['met at', control.metAt],
    ['who', whoOf(control)],
  ];
  return [
    `  - ${plainLine(nameOf(control))}: ${stateOf(control)}`,
    ...lines.flatMap(([name, value]) =>
      value === undefined ? [] : [`      ${name}: ${plainLine(value)}`],
    ),
  ];
}
