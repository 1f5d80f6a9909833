import type { RendererProps } from '@backstage/plugin-home-react';
import { Panel } from '@platform-ops/backstage-plugin-platform-ops-react';
import { Fragment } from 'react';

/**
 * Draws a widget in the portal's card frame instead of upstream's. A widget
 * without a title brings a frame of its own.
 */
export function WidgetPanel(props: RendererProps) {
  const { title, Content, Actions, ContextProvider = Fragment } = props;
  return (
    <ContextProvider>
      {title ? (
        <Panel title={title} action={Actions && <Actions />}>
          <Content />
        </Panel>
      ) : (
        <Content />
      )}
    </ContextProvider>
  );
}
