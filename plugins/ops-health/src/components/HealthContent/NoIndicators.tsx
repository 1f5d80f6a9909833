import {
  EmptyState,
  EntityLink,
} from '@platform-ops/backstage-plugin-platform-ops-react';

/** Why there are no charts. */
export function NoIndicators(props: {
  /** What brings its health. */
  servers: readonly string[];
  /** Whether anything but indicators tells of it. */
  observed: boolean;
}) {
  const { servers, observed } = props;
  return servers.length > 0 ? (
    <EmptyState
      title="Its indicators are measured where it is served"
      description="It is as healthy as what serves it. Charts are on the pages of:"
      action={
        <>
          {servers.map(entityRef => (
            <EntityLink key={entityRef} entityRef={entityRef} tab="health" />
          ))}
        </>
      }
    />
  ) : (
    <EmptyState
      title="No indicator is measured"
      description={
        observed
          ? 'Charts would be here. What is known of this entity comes from alerts and conditions alone: no source of metrics tells of it now, be it that none knows it or that nothing runs.'
          : 'Charts would be here, once a source of metrics tells of this entity.'
      }
    />
  );
}
