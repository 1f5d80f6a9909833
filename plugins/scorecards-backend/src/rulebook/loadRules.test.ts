import { resolve } from 'node:path';
import {
  createMockDirectory,
  mockServices,
} from '@backstage/backend-test-utils';
import { FakeCollector } from '../__testUtils__/FakeCollector';
import { readScorecardsConfig } from '../config';
import { loadRules } from './loadRules';

const directory = createMockDirectory();

function framework(name: string, rule: string): string {
  return `apiVersion: platformops.io/v1alpha1
kind: Framework
metadata: { name: ${name}, title: ${name} }
spec:
  version: '1'
  scope: All
  source: { kind: primary, title: Ourselves }
  appliesTo: { kinds: [Component] }
  levels: [{ id: gold, title: Gold, minimumScore: 1 }]
  controls:
    - id: a-1
      citation: A 1
      title: A
      summary: A
      kind: hybrid
      rule: ${rule}
      attestation: { asks: A, validForDays: 1 }
`;
}

function checks(id: string, when: string): string {
  return `---
apiVersion: platformops.io/v1alpha1
kind: Checks
metadata: { name: checks, title: Checks }
spec:
  checks:
    - { id: ${id}, title: C, tiers: [{ verdict: pass, when: '${when}' }], expected: E, fix: { text: F } }
`;
}

async function load(scorecards: object = {}) {
  const logger = mockServices.logger.mock();
  const rules = await loadRules({
    folder: directory.resolve('frameworks'),
    config: readScorecardsConfig(
      mockServices.rootConfig({ data: { scorecards } as any }),
    ),
    types: new FakeCollector().factTypes,
    logger,
  });
  return { rules, logger };
}

describe('loadRules', () => {
  beforeEach(() => {
    directory.setContent({
      'frameworks/encryption.yaml':
        framework('encryption', 'encrypted') +
        checks('encrypted', 'test.storage.encrypted'),
      'frameworks/network.yaml':
        framework('network', 'closed') +
        checks('closed', 'network.ports.closed'),
    });
  });

  it('has what is built in and nobody collects facts for', async () => {
    const { rules, logger } = await load();
    expect(rules.frameworks.map(({ id }) => id)).toEqual([
      'encryption',
      'network',
    ]);
    expect(rules.checks.get('closed')?.facts).toEqual(['network.ports']);
    expect(logger.info).not.toHaveBeenCalled();
  });

  it('leaves out what is built in and does not fit its facts', async () => {
    directory.addContent({
      'frameworks/encryption.yaml':
        framework('encryption', 'encrypted') +
        checks('encrypted', 'test.storage.encryptd'),
    });
    const { rules, logger } = await load();
    expect(rules.frameworks.map(({ id }) => id)).toEqual(['network']);
    expect(logger.info).toHaveBeenCalledWith(
      expect.stringMatching(
        /^Some of what is built in is left out, .*frameworks\/encryption\.yaml/,
      ),
    );
  });

  it('lets a company override and switch off', async () => {
    directory.addContent({
      'mine.yaml':
        framework('mine', 'encrypted').replace("version: '1'", "version: '9'") +
        checks('encrypted', '!test.storage.encrypted'),
    });
    const before = (await load()).rules;
    const { rules, logger } = await load({
      files: [directory.resolve('mine.yaml')],
      frameworks: { disabled: ['encryption', 'network', 'nothing'] },
    });
    expect(rules.frameworks.map(({ id, spec }) => [id, spec.version])).toEqual([
      ['mine', '9'],
    ]);
    expect(rules.checks.get('encrypted')?.definition.tiers[0].when).toBe(
      '!test.storage.encrypted',
    );
    expect(rules.hash).not.toBe(before.hash);
    expect(logger.warn).toHaveBeenCalledWith(
      "scorecards.frameworks.disabled: there is no framework 'nothing'",
    );
  });

  it('says where a file of the company is wrong', async () => {
    directory.addContent({
      'own.yaml': framework('own', 'encryptd'),
    });
    const path = directory.resolve('own.yaml');
    await expect(load({ files: [path] })).rejects.toThrow(
      new RegExp(`^scorecards.files: 1 problem:\n.*own\\.yaml:16 .*encryptd`),
    );
    await expect(load({ files: [resolve('/nowhere.yaml')] })).rejects.toThrow(
      "scorecards.files[0]: found '/nowhere.yaml', which cannot be read (ENOENT)",
    );
  });
});

describe('readScorecardsConfig', () => {
  const read = (scorecards: object) =>
    readScorecardsConfig(
      mockServices.rootConfig({ data: { scorecards } as any }),
    );

  it('has defaults and refuses what does not fit', () => {
    expect(readScorecardsConfig(mockServices.rootConfig())).toEqual({
      disabled: [],
      files: [],
      organisation: undefined,
      intervalMs: 30_000,
      longestDecisionDays: 180,
      notifyOfRequests: [],
    });
    expect(read({ organisation: 'Group:default/Acme' }).organisation).toBe(
      'group:default/acme',
    );
    expect(() => read({ organisation: 'acme' })).toThrow(
      "scorecards.organisation: found 'acme', allowed is a full entity ref",
    );
    expect(() => read({ interval: '1s' })).toThrow(
      'scorecards.interval: found 1 s, allowed is 5 s to 3600 s',
    );
    expect(() => read({ decisions: { longestDays: 1000 } })).toThrow(
      'scorecards.decisions.longestDays: found 1000, allowed is a whole number from 1 to 366',
    );
  });
});
