/** What the pipeline of a service tells of it. */
export interface ServiceSubject {
  service: string;
  author: string;
  approvedBy: string[];
  signed: boolean;
  tests: { passed: number; failed?: string[]; skipped?: number };
  /** Of its code. */
  findings: Array<{ rule: string; level: 'error' | 'warning'; file: string }>;
  libraries: Array<{ name: string; version: string; licence: string }>;
  vulnerabilities: Array<{
    id: string;
    severity: 'critical' | 'high' | 'medium' | 'low';
    /** As VEX says it. */
    state?: 'not_affected' | 'in_triage';
    /** Since how many days it is found. */
    days: number;
  }>;
}

/** What a scanner tells of the files of a model. */
export interface ModelSubject {
  /** The name in the registry. */
  model: string;
  high: number;
}

const LIBRARIES = [
  { name: 'fastapi', version: '0.115.6', licence: 'MIT' },
  { name: 'numpy', version: '2.2.1', licence: 'BSD-3-Clause' },
  { name: 'onnxruntime', version: '1.20.1', licence: 'MIT' },
  { name: 'pydantic', version: '2.10.4', licence: 'MIT' },
  { name: 'uvicorn', version: '0.34.0', licence: 'BSD-3-Clause' },
];
/** An old one that cannot be reached in these services. */
const NOT_AFFECTED = {
  id: 'CVE-2024-21503',
  severity: 'medium' as const,
  state: 'not_affected' as const,
  days: 90,
};
const CLEAN = {
  author: 'mei.tanaka',
  approvedBy: ['olivia.ortega'],
  signed: true,
  tests: { passed: 212, skipped: 3 },
  findings: [],
  libraries: LIBRARIES,
  vulnerabilities: [NOT_AFFECTED],
};

/** The services whose pipelines tell: as in real life not all of them. */
export const SERVICES: readonly ServiceSubject[] = [
  { service: 'chest-xray-triage-service', ...CLEAN },
  { service: 'mammography-service', ...CLEAN, tests: { passed: 168 } },
  {
    service: 'retinopathy-service',
    ...CLEAN,
    signed: false,
    libraries: [
      ...LIBRARIES,
      { name: 'pillow', version: '9.5.0', licence: 'HPND' },
    ],
    // A real one: a heap overflow in how it reads WebP pictures.
    vulnerabilities: [
      NOT_AFFECTED,
      { id: 'CVE-2023-4863', severity: 'critical', days: 12 },
      { id: 'CVE-2023-44271', severity: 'high', days: 12 },
    ],
  },
  {
    service: 'recommendation-service',
    ...CLEAN,
    tests: { passed: 301, failed: ['ranking cold start keeps its order'] },
    findings: [
      {
        rule: 'python.lang.security.audit.subprocess-shell-true',
        level: 'error',
        file: 'src/features/refresh.py',
      },
    ],
  },
  {
    service: 'shop-front',
    ...CLEAN,
    author: 'luca.moretti',
    approvedBy: ['luca.moretti'],
    libraries: [
      { name: 'react', version: '18.3.1', licence: 'MIT' },
      { name: 'diagram-editor', version: '4.1.0', licence: 'AGPL-3.0-only' },
    ],
    vulnerabilities: [],
  },
];

export const MODELS: readonly ModelSubject[] = [
  { model: 'chest-xray-triage', high: 0 },
  { model: 'mammography-screening', high: 0 },
  { model: 'diabetic-retinopathy-grading', high: 0 },
  { model: 'ct-stroke-detection', high: 0 },
  { model: 'volatility-forecast', high: 0 },
  // Kept as a pickle that imports what it should not need.
  { model: 'churn-prediction', high: 1 },
];
