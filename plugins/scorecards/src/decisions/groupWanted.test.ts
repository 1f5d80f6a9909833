import type {
  FrameworkSummary,
  WantedAttestation,
} from '@platform-ops/backstage-plugin-scorecards-common';
import { groupWanted } from './groupWanted';

function wanted(
  frameworkId: string,
  controlId: string,
  entityRef: string,
  critical = false,
): WantedAttestation {
  return {
    entityRef,
    entityTitle: entityRef,
    frameworkId,
    frameworkTitle: frameworkId,
    controlId,
    citation: controlId,
    controlTitle: controlId,
    obligation: 'required',
    critical,
    asks: 'that it is so',
    validForDays: 90,
  };
}

function control(frameworkId: string, controlId: string, count: number) {
  const metAt = controlId.startsWith('system') ? 'system' : 'entity';
  return { frameworkId, controlId, metAt, wanted: count, stated: 1 } as const;
}

function framework(id: string, marks: Partial<FrameworkSummary>) {
  const none = { mappingOnly: false, voluntary: false };
  return { id, ...none, ...marks } as FrameworkSummary;
}

describe('groupWanted', () => {
  it('puts first what has to be followed, and in it what does the most', () => {
    const grouped = groupWanted(
      {
        items: [
          wanted('mapped', 'one', 'a'),
          wanted('voluntary', 'one', 'a'),
          wanted('law', 'few', 'a'),
          wanted('law', 'many', 'a'),
          wanted('law', 'many', 'b'),
          wanted('law', 'system-one', 's'),
          wanted('law', 'critical', 'a', true),
        ],
        totalItems: 600,
        controls: [
          control('mapped', 'one', 500),
          control('voluntary', 'one', 1),
          control('law', 'few', 1),
          control('law', 'many', 95),
          control('law', 'system-one', 1),
          control('law', 'critical', 1),
          control('law', 'not-told-yet', 1),
        ],
      },
      [
        framework('mapped', { mappingOnly: true }),
        framework('voluntary', { voluntary: true }),
        framework('law', {}),
      ],
    );
    expect(grouped.map(({ id, wanted: count }) => [id, count])).toEqual([
      ['law', 98],
      ['voluntary', 1],
      ['mapped', 500],
    ]);
    expect(grouped[0].groups.map(({ controlId }) => controlId)).toEqual([
      'critical',
      'system-one',
      'many',
      'few',
    ]);
    expect(grouped[0].groups[2].items).toHaveLength(2);
  });
});
