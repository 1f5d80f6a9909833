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

/** Hosts refuse comments of more than 65,536 characters. */
const LONGEST = 60_000;
/** More is on the Compliance tab. */
const MOST_CONTROLS = 12;

/**
 * The answer as a comment of a pull request. Its first line tells a pipeline
 * which of its comments to replace.
 */
export function writeMarkdown(report: GateReport): string {
  const sign = report.outcome === 'pass' ? '✅' : '❌';
  const ref = report.entityRef.replace(/[^\w:/.]/g, '_');
  const link = linkOf(report);
  const head = [
    `<!-- platform-ops-gate ${ref} -->`,
    '',
    `### ${sign} ${titleOf(report, escapeMarkdown)}`,
  ];
  const tail = [
    ...report.notes.map(note => `- ${escapeMarkdown(note)}`),
    '',
    `${
      link ? `[All of it in the portal](${encodeURI(link)}). ` : ''
    }Evidence for these frameworks, not a statement of compliance.`,
    '',
  ];
  const sections =
    report.frameworks.length > 0
      ? report.frameworks.map(framework =>
          describeFramework(framework).join('\n'),
        )
      : ['\nNo framework asks anything of it.'];
  const written = [head.join('\n')];
  let room = LONGEST - [...head, ...tail].join('\n').length;
  for (const section of sections) {
    room -= section.length + 1;
    if (room < 0) {
      written.push('\nThere is more than a comment can hold.');
      break;
    }
    written.push(section);
  }
  return [...written, '', ...tail].join('\n');
}

function describeFramework(framework: GateFramework): string[] {
  const { title, version, outcome, because, blocking, advisory } = framework;
  return [
    '',
    `#### ${outcome === 'pass' ? '✅' : '❌'} ${escapeMarkdown(
      title,
    )} (${escapeMarkdown(version)})`,
    '',
    `${escapeMarkdown(because)}.`,
    ...(blocking.length > 0
      ? ['', '**Stands in the way:**', '', ...list(blocking)]
      : []),
    ...(advisory.length > 0
      ? [
          '',
          `<details><summary>Not met, and not in the way: ${advisory.length}</summary>`,
          '',
          ...list(advisory),
          '',
          '</details>',
        ]
      : []),
  ];
}

function list(controls: GateControl[]): string[] {
  const shown = controls.slice(0, MOST_CONTROLS);
  const more = controls.length - shown.length;
  return [
    ...shown.flatMap(describeControl),
    ...(more > 0 ? [`- and ${more} more`] : []),
  ];
}

function describeControl(control: GateControl): string[] {
  const { doesNotGate, checks, asks } = control;
  const reason = reasonOf(control);
  return [
    `- **${escapeMarkdown(nameOf(control))}**: ${stateOf(control)}`,
    ...(doesNotGate === undefined ? [] : [item(doesNotGate)]),
    ...(reason === undefined ? [] : [item(reason)]),
    ...checks.flatMap(({ expected, actual, fix }) => [
      `${item(`Expected: ${expected}`)}${
        actual === undefined ? '' : `; found: ${escapeMarkdown(actual)}`
      }`,
      `${item(`To do: ${fix.text}`)}${
        fix.url ? ` ([read](<${safeUrl(fix.url)}>))` : ''
      }`,
      ...(fix.annotation === undefined
        ? []
        : [
            `  - Annotation, ready to paste: <code>${escapeMarkdown(
              fix.annotation,
            )}</code>`,
          ]),
    ]),
    ...(asks === undefined
      ? []
      : [item(`To be ${howToState(control)} in the portal: ${asks}`)]),
    item(`Who: ${whoOf(control)}`),
  ];
}

function item(text: string): string {
  return `  - ${escapeMarkdown(text)}`;
}

function safeUrl(url: string): string {
  return encodeURI(url).replace(/[<>\\]/g, encodeURIComponent);
}
