import type { Entity } from '@backstage/catalog-model';
import { describeBehind } from './describeBehind';
import { findRepositoryName } from './findRepositoryName';
import { readGoldenPath } from './readGoldenPath';

function annotated(annotations: Record<string, string>): Entity {
  return {
    apiVersion: 'v1',
    kind: 'Template',
    metadata: { name: 'x', annotations },
  };
}

const path = {
  entityRef: 'component:default/x',
  title: 'X',
  templateRef: 'template:default/y',
  version: '1.0.0',
};

describe('readGoldenPath', () => {
  it('reads what is there and passes over what is not readable', () => {
    expect(readGoldenPath(annotated({}))).toBeUndefined();
    expect(
      readGoldenPath(
        annotated({
          'platformops.io/golden-path-version': '1.2.0',
          'platformops.io/golden-path-minutes': 'some',
          'platformops.io/golden-path-controls': ' a/1 ,a/2,,b, c/3',
        }),
      ),
    ).toEqual({
      version: '1.2.0',
      controls: [
        { framework: 'a', ids: ['1', '2'] },
        { framework: 'c', ids: ['3'] },
      ],
    });
  });
});

describe('describeBehind', () => {
  it('takes nothing for up to date that is not known to be', () => {
    const state = (more: object) =>
      describeBehind({ ...path, isBehind: false, ...more }).state;
    expect(state({ latest: '1.0.0' })).toBe('good');
    expect(state({ latest: '1.1.0', isBehind: true })).toBe('warning');
    expect(state({})).toBe('unknown');
    expect(state({ latest: '1.0.0', problem: 'no version' })).toBe('unknown');
  });
});

describe('findRepositoryName', () => {
  it('knows the repositories of the portal from others', () => {
    const from = (location: string) =>
      findRepositoryName(
        annotated({ 'backstage.io/managed-by-location': location }),
      );
    expect(
      from(
        'url:https://portal.example.org/api/golden-paths/git/my-model/blob/main/catalog-info.yaml',
      ),
    ).toBe('my-model');
    expect(
      from('url:https://github.com/x/my-model/blob/main/catalog-info.yaml'),
    ).toBeUndefined();
  });
});
