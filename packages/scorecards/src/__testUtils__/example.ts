import type { FactType } from '../facts/FactType';
import type { Fact } from '../facts/Fact';
import { prepareFacts, type EntityFacts } from '../evaluate/EntityFacts';
import { readRulebook, type RulebookReading } from '../files/readRulebook';

export const NOW = new Date('2026-11-01T12:00:00Z');

export const TYPES: FactType[] = [
  {
    id: 'catalog.ownership',
    title: 'Owner',
    fields: {
      owner: { type: 'string', description: 'Its ref', optional: true },
      resolves: { type: 'bool', description: 'Whether it exists' },
    },
  },
  {
    id: 'tls.endpoints',
    title: 'TLS',
    fields: {
      endpoints: {
        type: {
          list: {
            fields: {
              host: { type: 'string', description: 'Host' },
              version: { type: 'double', description: '1.2, 1.3' },
              notAfter: { type: 'timestamp', description: 'Expiry' },
            },
          },
        },
        description: 'Each that was tried',
      },
      tried: { type: 'int', description: 'How many' },
    },
  },
];

export const CHECKS = `apiVersion: platformops.io/v1alpha1
kind: Checks
metadata: { name: house, title: House checks }
spec:
  checks:
    - id: owner-exists
      title: It has an owner
      testedOn: [Backstage 1.55]
      tiers: [{ verdict: pass, when: catalog.ownership.resolves }]
      expected: an owner that exists
      actual: 'owner {has(catalog.ownership.owner) ? catalog.ownership.owner : "nobody"}'
      fix: { text: Set spec.owner }
    - id: tls-version
      title: TLS is recent
      testedOn: [OpenSSL 3]
      appliesWhen: tls.endpoints.tried > 0
      notApplicable: It offers no endpoint
      tiers:
        - { verdict: pass, when: 'tls.endpoints.endpoints.all(e, e.version >= 1.3)' }
        - { verdict: warn, when: 'tls.endpoints.endpoints.all(e, e.version >= 1.2)' }
      expected: TLS 1.3
      fix: { text: Raise the minimum version }
    - id: certificates-last
      title: Certificates last
      tiers:
        - verdict: pass
          when: 'tls.endpoints.endpoints.all(e, e.notAfter - now > duration("336h"))'
      expected: 14 days left
      fix: { text: Renew }
`;

export const FRAMEWORK = `apiVersion: platformops.io/v1alpha1
kind: Framework
metadata: { name: example, title: Example }
spec:
  version: '1'
  scope: All of it
  source: { kind: primary, title: Ourselves }
  appliesTo: { kinds: [Component] }
  levels:
    - { id: bronze, title: Bronze, minimumScore: 0.5 }
    - { id: gold, title: Gold, minimumScore: 0.9 }
  caps: { exempt: bronze }
  controls:
    - { id: e-1, citation: 'E 1', title: Owner, summary: Somebody owns it, kind: automatic, rule: owner-exists }
    - id: e-2
      citation: E 2
      title: Transmission
      summary: Nobody can listen
      kind: hybrid
      obligation: addressable
      rule: { all: [tls-version, certificates-last] }
      attestation: { asks: Nobody can listen, validForDays: 365 }
    - id: e-3
      citation: E 3
      title: Training
      summary: People know
      kind: manual
      effectiveFrom: 2027-12-02
      attestation: { asks: People were trained, validForDays: 365 }
`;

export function readExample(
  files: Record<string, string> = { checks: CHECKS, framework: FRAMEWORK },
): RulebookReading {
  return readRulebook(
    Object.entries(files).map(([name, text]) => ({ name, text })),
    TYPES,
  );
}

/** Facts that do not expire soon, unless told. */
export function known(
  values: Record<string, Record<string, unknown>>,
  expiresAt = new Date('2026-12-01T00:00:00Z'),
): EntityFacts {
  return prepareFacts(
    Object.entries(values).map(
      ([type, value]): Fact => ({
        type,
        value,
        collectedAt: NOW,
        expiresAt,
      }),
    ),
    new Map(TYPES.map(type => [type.id, type])),
    NOW,
  );
}

export function endpoints(...versions: number[]) {
  return {
    tried: versions.length,
    endpoints: versions.map(version => ({
      host: 'a',
      version,
      notAfter: '2027-01-01T00:00:00Z',
    })),
  };
}
