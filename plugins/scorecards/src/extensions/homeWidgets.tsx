import { HomePageWidgetBlueprint } from '@backstage/plugin-home-react/alpha';

const waitingForMe = HomePageWidgetBlueprint.make({
  name: 'waiting-for-me',
  params: {
    name: 'WaitingForMe',
    title: 'Waiting for me',
    description: 'What you may approve, and what of yours ends soon',
    layout: {
      height: { minRows: 3, defaultRows: 5 },
      width: { minColumns: 3, defaultColumns: 4 },
    },
    components: () =>
      import('../components/HomeWidgets').then(({ WaitingForMe }) => ({
        Content: WaitingForMe,
      })),
  },
});

export const homeWidgets = [waitingForMe];
