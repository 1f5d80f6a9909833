import type { FrameworkSummary } from '@platform-ops/backstage-plugin-scorecards-common';
import { ScopeNote } from './ScopeNote';

/** What each of the frameworks that are shown covers and leaves out. */
export function ScopeList(props: {
  frameworks: readonly Pick<FrameworkSummary, 'id' | 'title' | 'scope'>[];
}) {
  return (
    <div>
      {props.frameworks.map(({ id, title, scope }) => (
        <ScopeNote key={id} frameworkTitle={title} scope={scope} />
      ))}
    </div>
  );
}
