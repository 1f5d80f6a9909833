import type { ScorecardsService } from '@platform-ops/backstage-plugin-scorecards-node';
import { runAction, Workspace } from '../__testUtils__/runAction';
import { createScorecardGateAction } from './gate';

const REF = 'component:default/chest-xray';

describe('scorecard:gate', () => {
  const gate = jest.fn();
  const action = createScorecardGateAction({
    scorecards: { gate } as Partial<ScorecardsService> as any,
    appUrl: 'https://portal.example.com',
  });
  let workspace: Workspace;

  beforeEach(async () => {
    gate.mockReset();
    workspace = await Workspace.create({
      'catalog-info.yaml': 'kind: Component',
    });
  });

  afterEach(() => workspace.remove());

  const answer = (outcome: 'pass' | 'fail') => ({
    entityRef: REF,
    outcome,
    text: `${outcome}\nHIPAA: 2 controls\n`,
    comment: '### Gate',
    isKnown: true,
    frameworks: [
      {
        title: 'HIPAA',
        outcome,
        because: '2 controls are not met',
        blocking: [{ title: 'Audit controls', verdict: 'not-met' }],
        advisory: [{ title: 'Risk analysis', verdict: 'not-evaluated' }],
      },
      {
        title: 'Delivery',
        outcome: 'pass',
        because: 'all are met',
        blocking: [],
        advisory: [],
      },
    ],
  });
  const run = (input: object, options: object = {}) =>
    runAction(action, input as any, {
      workspacePath: workspace.path,
      ...options,
    });

  it('asks about an entity of the catalog', async () => {
    gate.mockResolvedValue(answer('pass'));
    const { error, outputs, log } = await run({
      entityRef: REF,
      frameworks: [{ id: 'hipaa-security' }],
    });
    expect(error).toBeUndefined();
    expect(outputs).toEqual({
      outcome: 'pass',
      summary: 'pass\nHIPAA: 2 controls\n',
      comment: '### Gate',
    });
    expect(log).toEqual(['info pass', 'info HIPAA: 2 controls']);
    expect(gate).toHaveBeenCalledWith(
      { entityRef: REF, frameworks: [{ id: 'hipaa-security' }] },
      expect.objectContaining({ credentials: expect.anything() }),
    );
  });

  it('asks about a file, and stops where it may not go on', async () => {
    gate.mockResolvedValue(answer('fail'));
    const { error, outputs } = await run({ path: 'catalog-info.yaml' });
    expect(gate.mock.calls[0][0]).toEqual({
      entity: 'kind: Component',
      file: 'catalog-info.yaml',
    });
    expect(outputs.outcome).toBe('fail');
    expect(error?.message).toBe(
      `${REF} may not go on: HIPAA: 2 controls are not met`,
    );
  });

  it('means the first entity of a file, unless told', async () => {
    gate.mockResolvedValue(answer('pass'));
    await workspace.write({
      'catalog-info.yaml':
        'kind: Component\nmetadata: { name: chest-xray }\n---\nkind: API\nmetadata: { name: chest-xray }\n',
    });
    await run({ path: 'catalog-info.yaml' });
    await run({
      path: 'catalog-info.yaml',
      entityRef: 'api:default/chest-xray',
    });
    expect(gate.mock.calls.map(([request]) => request.entityRef)).toEqual([
      REF,
      'api:default/chest-xray',
    ]);
  });

  it('only warns when told', async () => {
    gate.mockResolvedValue(answer('fail'));
    const { error, outputs, log } = await run({
      entityRef: REF,
      onFailure: 'warn',
    });
    expect(error).toBeUndefined();
    expect(outputs.outcome).toBe('fail');
    expect(log).toEqual([
      'info FAIL: HIPAA: 2 controls are not met (1 in the way, 1 more not met)',
      'info - Audit controls: not-met',
      'info - Risk analysis: not-evaluated',
      'info PASS: Delivery: all are met (0 in the way, 0 more not met)',
      'info All of it: https://portal.example.com/catalog/default/component/chest-xray/compliance',
    ]);
    const full = await run({
      entityRef: REF,
      onFailure: 'warn',
      detail: 'full',
    });
    expect(full.log).toEqual(['info fail', 'info HIPAA: 2 controls']);
  });

  it('does not call it a pass where nobody could be asked', async () => {
    gate.mockRejectedValue(new Error('connection refused'));
    const stopped = await run({ entityRef: REF });
    expect(stopped.error?.message).toBe('connection refused');
    const { error, outputs } = await run({ entityRef: REF, onFailure: 'warn' });
    expect(error).toBeUndefined();
    expect(outputs).toMatchObject({
      outcome: 'not-asked',
      summary:
        'The scorecards could not be asked, so nothing is known: connection refused',
    });
  });

  it('stops at an answer that it does not know', async () => {
    gate.mockResolvedValue({ ...answer('fail'), outcome: 'unknown' });
    expect((await run({ entityRef: REF })).error?.message).toContain(
      'may not go on',
    );
  });

  it('asks nothing in a dry run, and does not call that a pass', async () => {
    const { outputs } = await run({ entityRef: REF }, { isDryRun: true });
    expect(outputs.outcome).toBe('not-asked');
    expect(gate).not.toHaveBeenCalled();
  });

  it('needs to know what about', async () => {
    expect((await run({})).error?.message).toBe(
      'entityRef, path: found neither; expected is one of them',
    );
  });
});
