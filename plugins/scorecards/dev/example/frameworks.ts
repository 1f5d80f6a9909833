import type {
  FrameworkControl,
  FrameworkDetail,
} from '@platform-ops/backstage-plugin-scorecards-common';

const MEDALS = [
  { id: 'bronze', title: 'Bronze', minimumScore: 0.4 },
  { id: 'silver', title: 'Silver', minimumScore: 0.6 },
  { id: 'gold', title: 'Gold', minimumScore: 0.9 },
];

type ControlExample = Pick<
  FrameworkControl,
  'id' | 'citation' | 'title' | 'summary'
> &
  Partial<FrameworkControl>;

function controls(
  source: FrameworkControl['source'],
  items: ControlExample[],
): FrameworkControl[] {
  return items.map(item => ({
    source,
    obligation: 'required',
    critical: false,
    weight: 1,
    metAt: 'entity',
    kind: 'automatic',
    checks:
      item.kind === 'manual' || item.kind === 'inherited' ? [] : [item.id],
    ...item,
  }));
}

const HIPAA_SOURCE = {
  kind: 'primary' as const,
  title: '45 CFR 164.308 to 164.316',
  url: 'https://www.ecfr.gov/current/title-45/part-164/subpart-C',
};

const HIPAA = controls(HIPAA_SOURCE, [
  {
    id: 'hipaa-312.e.1',
    citation: '164.312(e)(1)',
    title: 'Data is encrypted on its way',
    summary:
      'Whoever listens on the network must not be able to read patient data. Every address of the service has to answer over an encrypted connection only.',
    critical: true,
    weight: 2,
  },
  {
    id: 'hipaa-308.a.2',
    citation: '164.308(a)(2)',
    title: 'Somebody is responsible',
    summary: 'A named team answers for the security of this system.',
  },
  {
    id: 'hipaa-312.a.2.i',
    citation: '164.312(a)(2)(i)',
    title: 'Everybody has an account of their own',
    summary:
      'Each person and each program signs in under its own name, so that it can be told later who did what.',
  },
  {
    id: 'hipaa-312.a.2.iv',
    citation: '164.312(a)(2)(iv)',
    title: 'Data is encrypted where it is stored',
    summary: 'Stolen disks and copied files must be unreadable.',
    obligation: 'addressable',
  },
  {
    id: 'hipaa-308.a.5.ii.B',
    citation: '164.308(a)(5)(ii)(B)',
    title: 'Nothing harmful is running',
    summary:
      'The program and the model file that are running were scanned for malware.',
    obligation: 'addressable',
  },
  {
    id: 'hipaa-308.a.7.ii.A',
    citation: '164.308(a)(7)(ii)(A)',
    title: 'There is a backup',
    summary: 'What is lost can be brought back from a copy of the last day.',
    weight: 2,
  },
  {
    id: 'hipaa-308.a.1.ii.A',
    citation: '164.308(a)(1)(ii)(A)',
    title: 'The risks were thought through',
    summary:
      'Somebody wrote down what could go wrong with patient data, in the last twelve months and after the model last changed.',
    kind: 'hybrid',
    attestation: {
      asks: 'That the risk analysis covers the version in production.',
      validForDays: 365,
    },
  },
  {
    id: 'hipaa-308.a.1.ii.C',
    citation: '164.308(a)(1)(ii)(C)',
    title: 'Breaking the rules has consequences',
    summary: 'The organisation has a policy for people who break the rules.',
    metAt: 'organisation',
    kind: 'manual',
    attestation: { asks: 'That such a policy is in force.', validForDays: 365 },
  },
  {
    id: 'hipaa-310.a.1',
    citation: '164.310(a)(1)',
    title: 'Nobody walks up to the machines',
    summary: 'The buildings in which the machines stand are locked.',
    metAt: 'organisation',
    kind: 'inherited',
  },
  {
    id: 'hipaa-308.a.6.ii',
    citation: '164.308(a)(6)(ii)',
    title: 'Incidents are handled',
    summary:
      'When something goes wrong there are instructions and a person on call.',
    kind: 'hybrid',
    attestation: {
      asks: 'That the instructions were read and the last incident was looked at.',
      validForDays: 180,
    },
  },
  {
    id: 'hipaa-308.a.4.ii.A',
    citation: '164.308(a)(4)(ii)(A)',
    title: 'A clearing house is kept apart',
    summary:
      'Only asked of organisations that translate billing data for others.',
  },
]);

const READINESS = controls(
  { kind: 'primary', title: 'House rule of the platform team' },
  [
    {
      id: 'ready-owner',
      citation: 'PR-1',
      title: 'It has an owner',
      summary: 'A team is named that answers for it.',
      critical: true,
    },
    {
      id: 'ready-card',
      citation: 'PR-2',
      title: 'Its purpose and limits are written down',
      summary: 'The model card says what it is for and what it is not for.',
    },
    {
      id: 'ready-slo',
      citation: 'PR-3',
      title: 'It promises how well it works',
      summary: 'There is an objective, and its error budget is not used up.',
      weight: 2,
    },
    {
      id: 'ready-approved',
      citation: 'PR-4',
      title: 'The version in production was approved',
      summary: 'Somebody else than the author approved the version that runs.',
      weight: 2,
      obligation: 'required',
    },
    {
      id: 'ready-quality',
      citation: 'PR-5',
      title: 'Its predictions are measured',
      summary: 'A measure of quality from the last week is known.',
    },
  ],
);

const AI_ACT_FROM = '2027-12-02';

const AI_ACT = controls(
  {
    kind: 'secondary',
    title: 'Regulation (EU) 2024/1689 as amended',
    url: 'https://eur-lex.europa.eu/eli/reg/2024/1689/oj',
  },
  [
    {
      id: 'aia-50',
      citation: 'Article 50',
      title: 'People are told that they talk to a machine',
      summary: 'Whoever uses the system is told that it is an AI system.',
      kind: 'hybrid',
      effectiveFrom: '2026-08-02',
    },
    {
      id: 'aia-9',
      citation: 'Article 9',
      title: 'Risks are managed over its whole life',
      summary: 'There is a register of risks, looked at after each version.',
      effectiveFrom: AI_ACT_FROM,
      kind: 'hybrid',
    },
    {
      id: 'aia-12',
      citation: 'Article 12',
      title: 'It keeps a log',
      summary: 'What it did can be looked up for at least six months.',
      effectiveFrom: AI_ACT_FROM,
    },
    {
      id: 'aia-14',
      citation: 'Article 14',
      title: 'A person can stop it',
      summary: 'Named people watch over it and can stop it.',
      effectiveFrom: AI_ACT_FROM,
      kind: 'hybrid',
      attestation: {
        asks: 'That they were named, and stopped it once to try.',
        validForDays: 365,
        fourEyes: true,
        boundTo: ['catalog.aiAct.class', 'catalog.aiAct.roles'],
      },
    },
  ],
);

const AI_RMF = controls(
  {
    kind: 'primary',
    title: 'NIST AI 100-1',
    url: 'https://doi.org/10.6028/NIST.AI.100-1',
  },
  [
    {
      id: 'rmf-govern-1.6',
      citation: 'GOVERN 1.6',
      title: 'All AI systems are listed',
      summary: 'The model is in the catalog.',
    },
    {
      id: 'rmf-map-2.2',
      citation: 'MAP 2.2',
      title: 'Its limits are known',
      summary: 'The model card says what the model does not know.',
    },
    {
      id: 'rmf-measure-2.4',
      citation: 'MEASURE 2.4',
      title: 'It is watched in production',
      summary: 'Its health is measured and somebody is told.',
    },
    {
      id: 'rmf-measure-2.11',
      citation: 'MEASURE 2.11',
      title: 'It was examined for unfairness',
      summary: 'How well it works for each group of people is known.',
      kind: 'manual',
    },
  ],
);

const SOC2 = controls(
  {
    kind: 'unverified',
    title: 'Trust services criteria, ids and our own words',
  },
  [
    {
      id: 'soc2-cc6.1',
      citation: 'CC6.1',
      title: 'Access is restricted',
      summary: 'Only who needs it gets in.',
    },
    {
      id: 'soc2-cc8.1',
      citation: 'CC8.1',
      title: 'Changes are approved',
      summary: 'What runs was approved before it was put there.',
    },
  ],
);

function framework(
  items: FrameworkControl[],
  head: Pick<FrameworkDetail, 'id' | 'title' | 'description' | 'scope'> &
    Partial<FrameworkDetail>,
): FrameworkDetail {
  return {
    version: '2026.1',
    source: items[0].source,
    mappingOnly: false,
    voluntary: false,
    kinds: ['System', 'Component', 'Model', 'Dataset'],
    levels: MEDALS,
    caps: { critical: 'bronze', exempt: 'silver' },
    automatic: items.filter(({ kind }) => kind === 'automatic').length,
    ...head,
    controls: items,
  };
}

/** The frameworks of the example, with their controls. */
export const EXAMPLE_FRAMEWORKS: FrameworkDetail[] = [
  framework(HIPAA, {
    id: 'hipaa-security',
    title: 'HIPAA Security Rule, technical evidence',
    description: 'What machines and people can show for the Security Rule.',
    scope:
      'The Security Rule only: the Privacy Rule and the Breach Notification Rule are out of scope. Machines can look at about half of it.',
  }),
  framework(READINESS, {
    id: 'readiness',
    title: 'Production readiness for models',
    description: 'What the platform team asks before a model serves people.',
    scope: 'Rules of this house; no law asks for them.',
    kinds: ['Model'],
  }),
  framework(AI_ACT, {
    id: 'eu-ai-act',
    title: 'EU AI Act, high-risk systems',
    description: 'For systems that were classified as high-risk.',
    scope:
      'Duties of providers of high-risk systems under Annex III; most are in force from 2 December 2027.',
    kinds: ['System', 'Model'],
  }),
  framework(AI_RMF, {
    id: 'nist-ai-rmf',
    title: 'NIST AI RMF 1.0',
    description: 'A voluntary framework for trustworthy AI.',
    scope: 'The subcategories that a portal can see something of.',
    voluntary: true,
    kinds: ['Model'],
  }),
  framework(SOC2, {
    id: 'soc2',
    title: 'SOC 2',
    scope: 'Control ids mapped to checks; the texts are not included.',
    description: undefined,
    mappingOnly: true,
    kinds: ['System'],
  }),
];
