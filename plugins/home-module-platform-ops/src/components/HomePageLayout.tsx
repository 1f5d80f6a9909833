import type { HomePageLayoutProps } from '@backstage/plugin-home-react/alpha';
import { EmptyState } from '@platform-ops/backstage-plugin-platform-ops-react';
import { cloneElement } from 'react';
import { arrangeWidgets } from '../arrangeWidgets';
import { Greeting } from './Greeting';
import styles from './HomePageLayout.module.css';
import { WidgetPanel } from './WidgetPanel';

/** The home page: a greeting, and below it what the installed plugins bring. */
export function HomePageLayout(props: HomePageLayoutProps) {
  const arranged = arrangeWidgets(props.widgets, props.defaultConfig);
  const narrow = arranged.filter(({ wide }) => !wide).length;
  return (
    <main className={styles.page}>
      <Greeting />
      {arranged.length === 0 ? (
        <EmptyState
          title="What needs you will be here"
          description="No installed plugin brings a widget for the home page yet. The model catalog has one for your models and one for recent changes."
        />
      ) : (
        <div className={styles.grid} data-columns={Math.min(narrow, 3)}>
          {arranged.map(({ widget, wide }) => (
            <div
              key={widget.node.spec.id}
              className={wide ? styles.wide : styles.cell}
            >
              {cloneElement(widget.component, {
                Renderer: widget.component.props.Renderer ?? WidgetPanel,
              })}
            </div>
          ))}
        </div>
      )}
    </main>
  );
}
