import { HomePageWidgetBlueprint } from '@backstage/plugin-home-react/alpha';

const LAYOUT = {
  height: { minRows: 3, defaultRows: 5 },
  width: { minColumns: 3, defaultColumns: 4 },
};

const myModels = HomePageWidgetBlueprint.make({
  name: 'my-models',
  params: {
    name: 'MyModels',
    title: 'My models',
    description: 'The models that you or your teams own',
    layout: LAYOUT,
    components: () =>
      import('../components/HomeWidgets').then(({ MyModels }) => ({
        Content: MyModels,
      })),
  },
});

const recentModels = HomePageWidgetBlueprint.make({
  name: 'recent-models',
  params: {
    name: 'RecentModels',
    title: 'Newest versions',
    description: 'The models that changed last',
    layout: LAYOUT,
    components: () =>
      import('../components/HomeWidgets').then(({ RecentModels }) => ({
        Content: RecentModels,
      })),
  },
});

export const homeWidgets = [myModels, recentModels];
