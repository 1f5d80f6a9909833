/** By the schema of SARIF 2.1.0, as a scanner of images writes it. */
export function sarif(options: {
  tool?: string;
  /** One result for each score. */
  scores?: string[];
  results?: object[] | null;
  run?: object;
}) {
  const { tool = 'Trivy', scores = [], results, run } = options;
  return {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: tool,
            rules: scores.map((score, index) => ({
              id: `CVE-2026-${1000 + index}`,
              defaultConfiguration: { level: 'error' },
              properties: { 'security-severity': score },
            })),
          },
        },
        results:
          results === undefined
            ? scores.map((_, index) => ({
                ruleId: `CVE-2026-${1000 + index}`,
                ruleIndex: index,
                message: { text: 'A weakness' },
                locations: [
                  {
                    physicalLocation: {
                      artifactLocation: { uri: 'usr/lib/libz.so' },
                    },
                  },
                ],
              }))
            : results,
        ...run,
      },
    ],
  };
}

export const JUNIT = `<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="jest tests" tests="4" failures="1" errors="0" time="1.5">
  <testsuite name="cart" tests="4" failures="1" errors="0" skipped="1">
    <testcase classname="cart" name="adds" time="0.1"></testcase>
    <testcase classname="cart" name="removes &amp; keeps" time="0.1">
      <failure>expected 1, found 2</failure>
    </testcase>
    <testcase classname="cart" name="pays" time="0"><skipped/></testcase>
    <testcase classname="cart" name="ships" time="0.2"><system-out><![CDATA[<x>]]></system-out></testcase>
  </testsuite>
</testsuites>`;

/** A list of components of a model service, with what is known of them. */
export const CYCLONEDX = {
  bomFormat: 'CycloneDX',
  specVersion: '1.6',
  serialNumber: 'urn:uuid:3e671687-395b-41f5-a30f-a58921a69b79',
  version: 1,
  metadata: {
    timestamp: '2026-11-20T10:00:00Z',
    tools: { components: [{ type: 'application', name: 'syft' }] },
    component: { type: 'application', name: 'triage', version: '1.0.0' },
  },
  components: [
    {
      type: 'library',
      name: 'left-pad',
      version: '1.3.0',
      licenses: [{ license: { id: 'MIT' } }],
      components: [
        {
          type: 'library',
          name: 'inner',
          version: '2.0.0',
          licenses: [{ expression: 'MIT OR AGPL-3.0-only' }],
        },
      ],
    },
    {
      type: 'library',
      name: 'server',
      version: '4.0.0',
      licenses: [{ license: { id: 'AGPL-3.0-only' } }],
    },
    {
      type: 'machine-learning-model',
      name: 'chest-x-ray',
      licenses: [{ license: { name: 'Our own terms' } }],
    },
    { type: 'library', name: 'unknown', version: '0.1.0' },
  ],
  vulnerabilities: [
    {
      id: 'CVE-2026-1',
      ratings: [
        { severity: 'medium', method: 'CVSSv31', score: 5 },
        { severity: 'critical', method: 'CVSSv31', score: 9.8 },
      ],
      analysis: { state: 'exploitable' },
    },
    { id: 'CVE-2026-2', ratings: [{ method: 'CVSSv31', score: 7.5 }] },
    {
      id: 'CVE-2026-3',
      ratings: [{ severity: 'critical' }],
      analysis: {
        state: 'not_affected',
        justification: 'code_not_reachable',
      },
    },
    {
      id: 'CVE-2026-4',
      ratings: [{ severity: 'high' }],
      analysis: { state: 'resolved' },
    },
    { id: 'CVE-2026-5', ratings: [{ severity: 'unknown' }] },
    {
      id: 'CVE-2026-6',
      ratings: [{ severity: 'low' }],
      analysis: { state: 'in_triage' },
    },
    { id: 'CVE-2026-7', ratings: [{ severity: 'info' }] },
  ],
};
