import type { LintFinding } from './LintFinding';

const RULE = 'framework-file';

/** Findings as SARIF 2.1.0. */
export function writeLintSarif(
  findings: LintFinding[],
): Record<string, unknown> {
  return {
    $schema:
      'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'platform-ops lint',
            rules: [
              {
                id: RULE,
                shortDescription: {
                  text: 'A file of compliance frameworks that the portal can read',
                },
              },
            ],
          },
        },
        results: findings.map(({ file, line = 1, level, message }) => ({
          ruleId: RULE,
          ruleIndex: 0,
          level,
          message: { text: message.replace(/[\\[\]]/g, sign => `\\${sign}`) },
          locations: [
            {
              physicalLocation: {
                artifactLocation: {
                  uri: file.split('/').map(encodeURIComponent).join('/'),
                },
                region: { startLine: line },
              },
            },
          ],
        })),
      },
    ],
  };
}
