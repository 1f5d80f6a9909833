import type { CollectedFactType } from '@platform-ops/backstage-plugin-scorecards-node';

/** Some runs may fail; after these nobody knows any more. */
const VALID_FOR_MS = 6 * 60 * 60_000;

/**
 * What the collector `tls` finds out.
 *
 * @public
 */
export const TLS_FACT_TYPES: CollectedFactType[] = [
  {
    id: 'tls.endpoints',
    title: 'Encrypted endpoints',
    validForMs: VALID_FOR_MS,
    fields: {
      left: {
        type: 'int',
        description:
          'How many endpoints were left out, since there are too many',
      },
      endpoints: {
        description:
          'All that it names; of a model also those of what serves it, of a system those of its parts',
        type: {
          list: {
            fields: {
              entityRef: {
                type: 'string',
                description: 'The entity that names it',
              },
              endpoint: { type: 'string', description: 'Host and port' },
              allowed: {
                type: 'bool',
                description: 'Whether the configuration lets it be asked',
              },
              reachable: {
                type: 'bool',
                description:
                  'Whether it agreed with a client, of today or of long ago',
              },
              reason: {
                type: 'string',
                description: 'Why it was not asked, or did not agree',
                optional: true,
              },
              address: {
                type: 'string',
                description: 'The address that was asked',
                optional: true,
              },
              modern: {
                type: 'bool',
                description:
                  "Whether it agreed with a client that has today's defaults",
                optional: true,
              },
              protocol: {
                type: 'string',
                description: 'The version that was agreed on, e.g. TLSv1.3',
                optional: true,
              },
              version: {
                type: 'double',
                description: 'The same as a number, e.g. 1.3',
                optional: true,
              },
              acceptsTls10: {
                type: 'bool',
                description:
                  'Whether it accepts TLS 1.0; missing where nobody can tell',
                optional: true,
              },
              acceptsTls11: {
                type: 'bool',
                description:
                  'Whether it accepts TLS 1.1; missing where nobody can tell',
                optional: true,
              },
              cipher: {
                type: 'string',
                description: 'The cipher suite, by its IANA name',
                optional: true,
              },
              chainTrusted: {
                type: 'bool',
                description:
                  'Whether its certificate leads to an authority that is trusted, and holds now',
                optional: true,
              },
              chainProblem: {
                type: 'string',
                description: 'Why not, as OpenSSL calls it',
                optional: true,
              },
              certificate: {
                description: 'Its certificate',
                optional: true,
                type: {
                  fields: {
                    subject: { type: 'string', description: 'Of whom it is' },
                    issuer: { type: 'string', description: 'Who signed it' },
                    notBefore: {
                      type: 'timestamp',
                      description: 'From when on it holds',
                    },
                    notAfter: {
                      type: 'timestamp',
                      description: 'Until when it holds',
                    },
                    daysLeft: {
                      type: 'int',
                      description: 'Whole days until then, when it was seen',
                    },
                    nameMatches: {
                      type: 'bool',
                      description: 'Whether it is for this host',
                    },
                    keyType: {
                      type: 'string',
                      description: 'E.g. rsa, ec or ed25519',
                    },
                    keyBits: {
                      type: 'int',
                      description: 'The size of its key',
                      optional: true,
                    },
                  },
                },
              },
            },
          },
        },
      },
    },
  },
  {
    id: 'tls.plaintext',
    title: 'Ports without encryption',
    validForMs: VALID_FOR_MS,
    fields: {
      hosts: {
        description:
          'The hosts of its endpoints, as far as they may be asked; told only with scorecards.tls.probePlaintext',
        type: {
          list: {
            fields: {
              host: { type: 'string', description: 'Host and port' },
              answer: {
                type: 'string',
                description:
                  'closed, redirects (to https), answers, silent (something listens), or not-asked',
              },
              detail: {
                type: 'string',
                description: 'The status, or why there is none',
              },
            },
          },
        },
      },
    },
  },
];
