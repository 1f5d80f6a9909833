import type { Model } from '@platform-ops/backstage-plugin-models-common';
import { Panel } from '@platform-ops/backstage-plugin-platform-ops-react';
import type { ReactNode } from 'react';
import { ModelBoundary } from './ModelBoundary';

/** A card about the model of the entity. */
export function ModelPanel(props: {
  title: string;
  what: string;
  lines?: number;
  children: (model: Model) => ReactNode;
}) {
  return (
    <Panel title={props.title}>
      <ModelBoundary what={props.what} lines={props.lines}>
        {props.children}
      </ModelBoundary>
    </Panel>
  );
}
