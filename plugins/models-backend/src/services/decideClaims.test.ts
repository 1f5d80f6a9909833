import { decideClaims } from './decideClaims';

const churn = {
  id: 'm1',
  registryRef: 'prod/Churn',
  generatedRef: 'model:prod/churn-12345678',
  tags: { 'platformops.io/entity-ref': 'Model:default/Churn' },
};
const plain = {
  id: 'm2',
  registryRef: 'prod/plain',
  generatedRef: 'model:prod/plain',
  tags: {},
};

function candidate(
  entityRef: string,
  registryRef?: string,
  originLocation = 'url:https://git.example.com/shop/catalog-info.yaml',
) {
  return { entityRef, registryRef, originLocation, fields: {} };
}

function decide(
  candidates: Parameters<typeof decideClaims>[0]['candidates'],
  options: { allow?: string[]; firstSeen?: Array<[string, number]> } = {},
) {
  return decideClaims({
    candidates,
    models: [churn, plain],
    allow: options.allow ?? [],
    firstSeen: new Map(options.firstSeen),
  }).map(item => ({
    entity: item.candidate.entityRef,
    target: item.target,
    accepted: item.accepted,
    reason: item.reason,
  }));
}

describe('decideClaims', () => {
  it('accepts a claim that the registry or the configuration agrees to', () => {
    expect(decide([candidate('model:default/churn', 'prod/Churn')])).toEqual([
      { entity: 'model:default/churn', target: 'prod/Churn', accepted: true },
    ]);
    expect(
      decide([candidate('model:default/other', 'prod/plain')], {
        allow: ['url:https://git.example.com/shop/*'],
      })[0].accepted,
    ).toBe(true);
  });

  it('refuses others and says what to do', () => {
    const [refused] = decide([candidate('model:default/x', 'prod/Churn')], {
      allow: ['url:https://git.example.com/other/*', 'url:https://git'],
    });
    expect(refused.accepted).toBe(false);
    expect(refused.reason).toContain(
      "set the tag platformops.io/entity-ref=model:default/x on 'prod/Churn'",
    );
    expect(refused.reason).toContain('models.claims.allow');
  });

  it('asks the same of an entity that takes the ref of a generated one', () => {
    expect(decide([candidate('model:prod/plain')])[0]).toMatchObject({
      target: 'prod/plain',
      accepted: false,
    });
    expect(decide([candidate('model:default/unrelated')])).toEqual([]);
  });

  it('says so when there is nothing to claim', () => {
    expect(
      decide([candidate('model:default/x', 'prod/churn')])[0],
    ).toMatchObject({
      accepted: false,
      reason: expect.stringContaining(
        "There is no registered model 'prod/churn'",
      ),
    });
  });

  it('lets the older of two claims win, whatever their order', () => {
    const both = [
      candidate('model:default/a', 'prod/plain'),
      candidate('model:default/b', 'prod/plain'),
    ];
    const options = {
      allow: ['url:*'],
      firstSeen: [
        ['model:default/a', 200],
        ['model:default/b', 100],
      ] as Array<[string, number]>,
    };
    for (const candidates of [both, [...both].reverse()]) {
      expect(decide(candidates, options)).toEqual([
        expect.objectContaining({ entity: 'model:default/b', accepted: true }),
        expect.objectContaining({
          entity: 'model:default/a',
          accepted: false,
          reason:
            "'prod/plain' is already described by model:default/b, which claimed it earlier.",
        }),
      ]);
    }
  });
});
