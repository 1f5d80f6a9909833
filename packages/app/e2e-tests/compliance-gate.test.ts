import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { InstalledCli } from './support/cli';
import { verdictOf } from './support/scorecards';

const SERVICE = 'component:default/chest-xray-triage-service';
const MINUTE = 60_000;

test.describe('a pipeline elsewhere asks the gate', () => {
  let cli: InstalledCli;

  test.beforeAll(async ({ request }, { project }) => {
    test.setTimeout(6 * MINUTE);
    cli = await InstalledCli.install(project.use.baseURL!);
    // What clusters tell is there some moments after the start.
    await expect
      .poll(
        () =>
          verdictOf(request, 'owner', {
            entityRef: SERVICE,
            frameworkId: 'secure-delivery',
            controlId: 'delivery-few-rights',
          }),
        { timeout: 3 * MINUTE },
      )
      .toBe('fail');
  });

  test.afterAll(async () => {
    await cli?.remove();
  });

  function read(file: string) {
    return readFile(path.join(cli.folder, file), 'utf8');
  }

  /** What the SARIF file says, by control. */
  async function readResults(file: string) {
    const { version, runs } = JSON.parse(await read(file));
    expect([version, runs.length]).toEqual(['2.1.0', 1]);
    return new Map<string, { level: string; text: string; uri: string }>(
      runs[0].results.map((result: any) => [
        result.ruleId,
        {
          level: result.level,
          text: result.message.text,
          uri: result.locations[0].physicalLocation.artifactLocation.uri,
        },
      ]),
    );
  }

  test('of an entity that the catalog has', async () => {
    test.setTimeout(2 * MINUTE);
    const stopped = await cli.run(
      ...['gate', '--entity', SERVICE, '--framework', 'secure-delivery'],
      ...['--release', 'v12', '--target', 'production'],
      ...['--comment-file', 'comment.md'],
    );
    expect([stopped.code, stopped.stderr]).toEqual([1, '']);
    const title =
      'What stands between Chest X-ray triage service v12 and production';
    expect(stopped.stdout).toContain(`FAIL: ${title}\n`);
    // What, why, how to mend it, and who.
    expect(stopped.stdout).toContain(`
  - Delivery 14 It runs with few rights: fails
      expected: every container says that it does not run as root
      found: 1 of 1 containers may run as root: sandbox: Deployment imaging/chest-xray-triage-service-predictor, container kserve-container
      to do: Set securityContext.runAsNonRoot to true in the pod template of the workload`);
    expect(stopped.stdout).toContain('who: group:default/imaging-ai\n');
    expect(stopped.stdout).toContain(
      `All of it: ${cli.portalUrl}/catalog/default/component/chest-xray-triage-service/compliance\n`,
    );

    const comment = await read('comment.md');
    expect(comment).toContain(`\n### ❌ ${title}\n`);
    expect(comment).toContain('**Delivery 14 It runs with few rights**: fails');
    expect(comment).toContain('Who: group:default/imaging-ai');

    const written = await cli.run(
      ...['gate', '--entity', SERVICE, '--framework', 'secure-delivery'],
      ...['--format', 'sarif', '--output', 'gate.sarif'],
    );
    expect([written.code, written.stdout]).toEqual([1, '']);
    const results = await readResults('gate.sarif');
    expect(results.get('secure-delivery/delivery-few-rights')).toMatchObject({
      level: 'error',
      text: expect.stringContaining('1 of 1 containers may run as root'),
    });
    expect(results.has('secure-delivery/delivery-owner')).toBe(false);

    const passed = await cli.run(
      ...['gate', '--entity', 'model:sandbox/chest-xray-triage'],
      ...['--framework', 'production-readiness'],
    );
    expect(passed.code).toBe(0);
    expect(passed.stdout).toMatch(
      /^PASS: Nothing stands between chest-xray-triage and its next step\n/,
    );
  });

  test('of one that exists only in a pull request', async () => {
    const yaml = (name: string, owner: string) =>
      writeFile(
        path.join(cli.folder, 'catalog-info.yaml'),
        `apiVersion: backstage.io/v1alpha1
kind: Component
metadata:
  name: ${name}
  title: Sepsis alert service
spec:
  type: inference-service
  lifecycle: experimental
  owner: ${owner}
  system: diagnostic-imaging
`,
      );
    const gate = () =>
      cli.run(
        ...['gate', '--file', 'catalog-info.yaml'],
        ...['--framework', 'secure-delivery', '--format', 'sarif'],
        ...['--output', 'pull-request.sarif', '--comment-file', 'pull.md'],
      );
    const OWNER = 'secure-delivery/delivery-owner';

    await yaml('sepsis-alert-service', 'nobody-we-know');
    const stopped = await gate();
    expect([stopped.code, stopped.stdout, stopped.stderr]).toEqual([
      1,
      '',
      'FAIL: What stands between Sepsis alert service and its next step\n',
    ]);
    const results = await readResults('pull-request.sarif');
    expect(results.get(OWNER)).toMatchObject({
      level: 'error',
      text: expect.stringContaining(
        'owner group:default/nobody-we-know, whom the catalog does not have',
      ),
      uri: 'catalog-info.yaml',
    });
    const comment = await read('pull.md');
    expect(comment).toContain(
      '**Delivery 1 Somebody answers for it**: fails, critical',
    );
    // What no collector could look at is unknown, and said to be.
    expect(comment).toContain(
      '**Delivery 6 Tests run on each change**: unknown',
    );
    expect(comment).toContain(
      'not known of component:default/sepsis-alert-service, which the catalog does not have',
    );

    // The next commit of the pull request.
    await yaml('sepsis-alert-service', 'imaging-ai');
    expect((await gate()).code).toBe(1);
    expect((await readResults('pull-request.sarif')).has(OWNER)).toBe(false);
    expect(await read('pull.md')).toContain('Who: group:default/imaging-ai');

    // A file that is none says where.
    await yaml('[sepsis]', 'imaging-ai');
    const wrong = await gate();
    expect([wrong.code, wrong.stderr]).toEqual([
      2,
      expect.stringContaining('catalog-info.yaml:4'),
    ]);
  });
});
