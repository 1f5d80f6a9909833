import type {
  Scorecard,
  WhatIfRequest,
  WhatIfResponse,
} from '@platform-ops/backstage-plugin-scorecards-common';

/** A file without a kind is wrong; any other makes the last control stricter. */
export function exampleWhatIf(
  scorecards: readonly Scorecard[],
  { files }: WhatIfRequest,
): WhatIfResponse {
  const problems = files
    .filter(({ text }) => !/^kind:/m.test(text))
    .map(({ name }) => ({
      file: name,
      line: 1,
      message: 'kind is missing; expected Framework or Checks',
    }));
  const tried = problems.length > 0 ? [] : scorecards;
  const changed = tried.filter(
    ({ frameworkId, controls }) =>
      frameworkId === 'hipaa-security' &&
      controls.some(({ verdict }) => verdict === 'warn'),
  );
  const count = new Set(tried.map(({ entityRef }) => entityRef)).size;
  return {
    problems,
    evaluated: count,
    entities: count,
    frameworks:
      problems.length > 0
        ? []
        : [
            {
              id: 'hipaa-security',
              title: 'HIPAA Security Rule, technical evidence',
              isNew: false,
              better: 0,
              worse: changed.length,
              same: count - changed.length,
            },
            {
              id: 'house-rules',
              title: 'House rules',
              isNew: true,
              better: 0,
              worse: 0,
              same: count,
            },
          ],
    items: changed.map(({ entityRef, title, level, score, controls }) => ({
      entityRef,
      title,
      frameworkId: 'hipaa-security',
      before: { level, score },
      after: { score: (score ?? 0) / 2 },
      changes: controls
        .filter(({ verdict }) => verdict === 'warn')
        .map(control => ({
          controlId: control.id,
          title: control.title,
          before: control.verdict,
          after: 'fail' as const,
          reason: 'It has to hold for twelve months',
        })),
    })),
  };
}
