import {
  CONNECTION_KINDS,
  type Connection,
} from '@platform-ops/backstage-plugin-golden-paths-common';
import type { Connections } from '@platform-ops/backstage-plugin-golden-paths-node';
import { pageUrl } from './pageUrl';

/** The connections as people may see them. */
export function listConnections(connections: Connections): Connection[] {
  return CONNECTION_KINDS.flatMap(kind =>
    connections[kind].map(connection => ({
      id: connection.id,
      kind,
      type: connection.type,
      title: connection.title,
      uiUrl: pageUrl(connection),
    })),
  );
}
