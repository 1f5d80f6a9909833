import { mockApis, renderTestApp } from '@backstage/frontend-test-utils';
import {
  createExtensionInput,
  createFrontendPlugin,
  PageBlueprint,
} from '@backstage/frontend-plugin-api';
import {
  HomePageLayoutBlueprint,
  homePageLayoutComponentDataRef,
  HomePageWidgetBlueprint,
  homePageWidgetDataRef,
  type HomePageWidgetData,
} from '@backstage/plugin-home-react/alpha';
import { screen } from '@testing-library/react';
import { arrangeWidgets } from './arrangeWidgets';
import { greeting } from './greeting';
import homeModule from '.';

// The home plugin's page with its inputs, without the plugin's old widgets.
const page = PageBlueprint.makeWithOverrides({
  inputs: {
    widgets: createExtensionInput([homePageWidgetDataRef]),
    layout: createExtensionInput([HomePageLayoutBlueprint.dataRefs.component], {
      singleton: true,
    }),
  },
  factory: (originalFactory, { inputs }) =>
    originalFactory({
      path: '/',
      noHeader: true,
      loader: async () => {
        const Layout = inputs.layout.get(homePageLayoutComponentDataRef);
        return (
          <Layout
            widgets={inputs.widgets.map(input =>
              input.get(homePageWidgetDataRef),
            )}
          />
        );
      },
    }),
});

function widget(name: string, title?: string) {
  return HomePageWidgetBlueprint.make({
    name,
    params: {
      name,
      title,
      components: async () => ({
        Content: () => <p>content of {name}</p>,
        Actions: () => <button>act on {name}</button>,
      }),
    },
  });
}

function renderHome(widgets: ReturnType<typeof widget>[]) {
  return renderTestApp({
    features: [
      createFrontendPlugin({ pluginId: 'home', extensions: [page] }),
      createFrontendPlugin({ pluginId: 'models', extensions: widgets }),
      homeModule,
    ],
    apis: [mockApis.identity({ displayName: 'Ada Example' })],
  });
}

describe('home page', () => {
  it('greets by name and shows widgets in panels', async () => {
    renderHome([
      widget('mine', 'My models'),
      widget('recent', 'Changes'),
      widget('framed'),
    ]);
    expect(
      await screen.findByRole('heading', {
        level: 1,
        name: /^Good \w+, Ada Example$/,
      }),
    ).toBeInTheDocument();
    const panel = await screen.findByRole('region', { name: 'My models' });
    expect(panel).toHaveTextContent('content of mine');
    expect(panel).toContainElement(
      screen.getByRole('button', { name: 'act on mine' }),
    );
    expect(
      await screen.findByRole('region', { name: 'Changes' }),
    ).toBeInTheDocument();
    expect(await screen.findByText('content of framed')).toBeInTheDocument();
    expect(
      screen.queryByRole('button', { name: 'act on framed' }),
    ).not.toBeInTheDocument();
  });

  it('says what would be there when nothing is', async () => {
    renderHome([]);
    expect(
      await screen.findByText('What needs you will be here'),
    ).toBeInTheDocument();
  });
});

describe('greeting', () => {
  it.each([
    [0, 'Good evening'],
    [5, 'Good morning'],
    [12, 'Good afternoon'],
    [18, 'Good evening'],
  ])('at %p says %p', (hour, expected) => {
    expect(greeting(hour)).toBe(expected);
    expect(greeting(hour, 'Ada')).toBe(`${expected}, Ada`);
  });
});

describe('arrangeWidgets', () => {
  const data = (name: string, defaultColumns?: number) =>
    ({
      name,
      layout: defaultColumns ? { width: { defaultColumns } } : undefined,
    } as HomePageWidgetData);

  it('puts configured widgets first and knows the wide ones', () => {
    const arranged = arrangeWidgets(
      [data('a'), data('b', 12), data('c'), data('d')],
      [
        { component: 'd', row: 0, column: 6, width: 6, height: 3 },
        { component: 'c', row: 0, column: 0, width: 12, height: 3 },
      ],
    );
    expect(arranged.map(item => [item.widget.name, item.wide])).toEqual([
      ['c', true],
      ['d', false],
      ['a', false],
      ['b', true],
    ]);
  });
});
