import type {
  ConcernedControl,
  ExplainedControl,
} from '@platform-ops/backstage-plugin-scorecards-common';

/** The control of an entity that a form is about. */
export type ControlTarget = Pick<
  ConcernedControl,
  'entityRef' | 'frameworkId' | 'controlId' | 'controlTitle' | 'obligation'
>;

/** What the forms of an opened control are about. */
export function targetOf(explained: ExplainedControl): ControlTarget {
  const { entityRef, frameworkId, control } = explained;
  return {
    entityRef,
    frameworkId,
    controlId: control.id,
    controlTitle: control.title,
    obligation: control.obligation,
  };
}
