import {
  SearchFilterResultTypeBlueprint,
  SearchResultListItemBlueprint,
} from '@backstage/plugin-search-react/alpha';
import { RiBrainLine } from '@remixicon/react';

const TYPE = 'models';

const resultItem = SearchResultListItemBlueprint.make({
  params: {
    icon: <RiBrainLine />,
    predicate: result => result.type === TYPE,
    component: async () => {
      const { ModelSearchResult } = await import(
        '../components/ModelSearchResult'
      );
      return ModelSearchResult;
    },
  },
});

const resultType = SearchFilterResultTypeBlueprint.make({
  name: 'models',
  params: { value: TYPE, name: 'Models', icon: <RiBrainLine /> },
});

export const searchExtensions = [resultItem, resultType];
