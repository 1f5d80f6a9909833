type Facts = Record<string, Record<string, unknown>>;

const CERTIFICATE = {
  subject: 'CN=triage.example.com',
  issuer: 'CN=Example authority',
  notBefore: '2026-10-01T00:00:00Z',
  notAfter: '2026-12-30T00:00:00Z',
  daysLeft: 58,
  nameMatches: true,
  keyType: 'ec',
  keyBits: 256,
};
const ENDPOINT = {
  entityRef: 'component:default/triage-service',
  endpoint: 'triage.example.com:443',
  allowed: true,
  reachable: true,
  address: '192.0.2.1',
  modern: true,
  protocol: 'TLSv1.3',
  version: 1.3,
  acceptsTls10: false,
  acceptsTls11: false,
  cipher: 'TLS_AES_256_GCM_SHA384',
  chainTrusted: true,
  certificate: CERTIFICATE,
};
const NOT_ALLOWED = {
  entityRef: 'component:default/triage-service',
  endpoint: 'elsewhere.example.com:443',
  allowed: false,
  reachable: false,
  reason: 'not allowed by scorecards.tls.hosts',
};

const endpoints = (...found: object[]): Facts => ({
  'tls.endpoints': { endpoints: found },
});
const otherwise = (different: object) =>
  endpoints(ENDPOINT, { ...ENDPOINT, ...different });
const certified = (different: object) =>
  otherwise({ certificate: { ...CERTIFICATE, ...different } });
const answering = (answer: string): Facts => ({
  'tls.plaintext': {
    hosts: [{ host: 'triage.example.com:80', answer, detail: 'status 200' }],
  },
});

/** What no check of handshakes passes with. */
const UNKNOWN = [
  endpoints(),
  endpoints(ENDPOINT, NOT_ALLOWED),
  { 'tls.endpoints': { left: 1 } },
];

export const GOOD_TLS: Facts = {
  'tls.endpoints': { left: 0, endpoints: [ENDPOINT] },
  'tls.plaintext': {
    hosts: [
      {
        host: 'triage.example.com:80',
        answer: 'closed',
        detail: 'ECONNREFUSED',
      },
      {
        host: 'www.example.com:80',
        answer: 'redirects',
        detail: 'status 301 to https://www.example.com/',
      },
    ],
  },
};

export const OTHERWISE_TLS: Record<string, { fail: Facts[]; warn?: Facts[] }> =
  {
    'tls-1-2-or-later': {
      fail: [
        ...UNKNOWN,
        otherwise({ acceptsTls10: true }),
        otherwise({ acceptsTls11: true }),
        otherwise({ acceptsTls10: undefined }),
        otherwise({ modern: false, version: 1, protocol: 'TLSv1' }),
      ],
    },
    'tls-1-3': {
      warn: [otherwise({ version: 1.2, protocol: 'TLSv1.2' })],
      fail: [...UNKNOWN, otherwise({ version: 1.1, protocol: 'TLSv1.1' })],
    },
    'certificate-valid': {
      fail: [
        ...UNKNOWN,
        otherwise({ chainTrusted: false, chainProblem: 'CERT_HAS_EXPIRED' }),
        certified({ nameMatches: false }),
        certified({ notAfter: '2026-10-31T00:00:00Z' }),
        certified({ keyType: 'rsa', keyBits: 1024 }),
        otherwise({ certificate: undefined }),
      ],
    },
    'certificate-renewed': {
      warn: [certified({ notAfter: '2026-11-20T00:00:00Z' })],
      fail: [...UNKNOWN, certified({ notAfter: '2026-11-01T00:00:00Z' })],
    },
    'no-plaintext': {
      fail: [
        { 'tls.plaintext': { hosts: [] } },
        answering('answers'),
        answering('silent'),
        answering('not-asked'),
      ],
    },
  };
