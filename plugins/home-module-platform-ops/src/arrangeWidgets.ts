import type {
  HomePageDefaultConfigItem,
  HomePageWidgetData,
} from '@backstage/plugin-home-react/alpha';

/** Widgets that ask for more than half of upstream's twelve columns. */
const WIDE_FROM_COLUMNS = 7;

/** A widget and whether it takes a whole row. */
export interface ArrangedWidget {
  widget: HomePageWidgetData;
  wide: boolean;
}

/**
 * Puts the configured widgets first, by row and column, and the others after
 * them in the order of their installation.
 */
export function arrangeWidgets(
  widgets: HomePageWidgetData[],
  defaultConfig: HomePageDefaultConfigItem[] = [],
): ArrangedWidget[] {
  const configured = new Map(defaultConfig.map(item => [item.component, item]));
  const arranged = widgets.map(widget => {
    const item = widget.name ? configured.get(widget.name) : undefined;
    const columns = item?.width ?? widget.layout?.width?.defaultColumns ?? 0;
    return {
      widget,
      wide: columns >= WIDE_FROM_COLUMNS,
      row: item?.row ?? Infinity,
      column: item?.column ?? Infinity,
    };
  });
  return arranged
    .sort((one, other) =>
      one.row === other.row
        ? compare(one.column, other.column)
        : compare(one.row, other.row),
    )
    .map(({ widget, wide }) => ({ widget, wide }));
}

// Two infinities have no difference.
function compare(one: number, other: number): number {
  return one === other ? 0 : one - other;
}
