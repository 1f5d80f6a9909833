import { TimeRangeControl } from '@platform-ops/backstage-plugin-platform-ops-react';
import { useChanges } from '../../hooks/useChanges';
import type { HistoryView } from '../../hooks/useHistoryView';
import { useLive } from '../../hooks/useLive';
import { ChangeList } from './ChangeList';

/** What changed of an entity that has no charts of its own. */
export function ChangesAlone(props: {
  entityRef: string;
  view: HistoryView;
  live: boolean;
}) {
  const { entityRef, view, live } = props;
  const changes = useChanges(entityRef, view.range);
  useLive(changes.reload, live);
  return (
    <>
      <div role="group" aria-label="What is shown">
        <TimeRangeControl range={view.range} onChange={view.setRange} />
      </div>
      <ChangeList
        entityRef={entityRef}
        changes={changes}
        kinds={view.changeKinds}
        onToggleKind={view.toggleChangeKind}
      />
    </>
  );
}
