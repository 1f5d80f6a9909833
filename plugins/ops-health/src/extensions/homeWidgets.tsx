import { HomePageWidgetBlueprint } from '@backstage/plugin-home-react/alpha';

const healthOfMySystems = HomePageWidgetBlueprint.make({
  name: 'my-systems',
  params: {
    name: 'HealthOfMySystems',
    title: 'Health of my systems',
    description: 'The systems that you or your teams own, worst first',
    layout: {
      height: { minRows: 3, defaultRows: 5 },
      width: { minColumns: 3, defaultColumns: 4 },
    },
    components: () =>
      import('../components/HomeWidgets').then(({ HealthOfMySystems }) => ({
        Content: HealthOfMySystems,
      })),
  },
});

const changesSinceYesterday = HomePageWidgetBlueprint.make({
  name: 'changes',
  params: {
    name: 'ChangesSinceYesterday',
    title: 'What changed since yesterday',
    description: 'Deployments, models, configuration and states, newest first',
    layout: {
      height: { minRows: 3, defaultRows: 5 },
      width: { minColumns: 3, defaultColumns: 8 },
    },
    components: () =>
      import('../components/HomeWidgets').then(({ ChangesSinceYesterday }) => ({
        Content: ChangesSinceYesterday,
      })),
  },
});

export const homeWidgets = [healthOfMySystems, changesSinceYesterday];
