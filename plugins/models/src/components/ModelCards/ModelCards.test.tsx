import { EntityProvider } from '@backstage/plugin-catalog-react';
import { screen, within } from '@testing-library/react';
import { exampleEntities, ExampleModelsApi } from '../../../dev/example';
import { renderPage } from '../../__testUtils__/renderPage';
import { DatasetCard } from '../DatasetCard';
import { MyModels } from '../HomeWidgets';
import { ModelCardContent } from '../ModelCardContent';
import { RelatedModelsCard } from '../RelatedModelsCard';
import { AboutModelCard } from './AboutModelCard';
import { ModelDatasetsCard } from './ModelDatasetsCard';
import { ModelStandingCard } from './ModelStandingCard';

function renderOn(
  name: string,
  element: JSX.Element,
  api = new ExampleModelsApi(),
) {
  const entity = exampleEntities().find(
    ({ metadata }) => metadata.name === name,
  );
  return renderPage(
    <EntityProvider entity={entity}>{element}</EntityProvider>,
    { api },
  );
}

describe('cards of a model', () => {
  it('ask for the model once and say what it is for and where it stands', async () => {
    const api = new ExampleModelsApi();
    const getModelByRef = jest.spyOn(api, 'getModelByRef');
    renderOn(
      'chest-xray-triage',
      <>
        <AboutModelCard />
        <ModelStandingCard />
        <ModelDatasetsCard />
      </>,
      api,
    );
    const about = screen.getByRole('region', { name: 'About this model' });
    expect(await within(about).findByText('image-classification')).toBeTruthy();
    expect(about).toHaveTextContent('Materiality (SR 26-2)unknown');
    expect(about).toHaveTextContent('Not for decisions on its own');

    const standing = screen.getByRole('region', { name: 'Where it stands' });
    expect(standing).toHaveTextContent('v14 production');
    expect(standing).toHaveTextContent('models:/chest-xray-triage@champion');
    expect(
      within(standing).getByRole('link', { name: 'All 16 versions' }),
    ).toHaveAttribute(
      'href',
      '/catalog/hospital/model/chest-xray-triage/versions',
    );
    expect(getModelByRef).toHaveBeenCalledTimes(1);
  });

  it('explain a claim that does not count', async () => {
    renderOn('churn', <ModelStandingCard />);
    expect(
      await screen.findByText('An entity claims this model and may not'),
    ).toBeInTheDocument();
    expect(screen.getByText(/models\.claims\.allow/)).toBeInTheDocument();
  });

  it('warn of a class that is not known, with what was found', async () => {
    renderOn('summarizer', <AboutModelCard />);
    const badge = await screen.findByText('unrecognised');
    expect(badge.closest('[data-state]')).toHaveAttribute(
      'data-state',
      'warning',
    );
    expect(badge.closest('dd')).toHaveTextContent(
      "internal, unrecognisedFound 'personal', which is not one of public, internal, confidential, pii, phi, pci, mnpi. Hidden from whoever may not see every class.",
    );
    expect(
      screen.getByText('The registry holds values that cannot be used'),
    ).toBeInTheDocument();
  });

  it('say what is missing', async () => {
    const about = renderOn('playground-qwen-7b_lora', <AboutModelCard />);
    expect(await screen.findByText('text-generation')).toBeInTheDocument();
    expect(
      screen.getByRole('region', { name: 'About this model' }),
    ).toHaveTextContent('Typeunknown');
    about.unmount();
    const { unmount } = renderOn(
      'playground-qwen-7b_lora',
      <ModelCardContent />,
    );
    expect(await screen.findByText('No model card yet')).toBeInTheDocument();
    unmount();
    renderOn('imaging', <AboutModelCard />);
    expect(
      await screen.findByText('No registered model stands behind this entity'),
    ).toBeInTheDocument();
  });
});

describe('cards beside models', () => {
  it('list the models of a system, and are polite when refused', async () => {
    const { unmount } = renderOn('diagnostic-imaging', <RelatedModelsCard />);
    expect(
      await screen.findByRole('link', { name: 'Bone age' }),
    ).toBeInTheDocument();
    expect(screen.getAllByRole('listitem')).toHaveLength(10);
    unmount();

    renderOn(
      'diagnostic-imaging',
      <RelatedModelsCard />,
      new ExampleModelsApi('forbidden'),
    );
    expect(
      await screen.findByText('You may not see the models'),
    ).toBeInTheDocument();
  });

  it('list for a person what their groups own', async () => {
    const api = new ExampleModelsApi();
    const { items } = await api.listModels({ limit: 100 });
    const owned = items.find(({ owner }) => owner)!;
    renderPage(
      <EntityProvider
        entity={{
          apiVersion: 'backstage.io/v1alpha1',
          kind: 'User',
          metadata: { name: 'somebody' },
          relations: [{ type: 'memberOf', targetRef: owned.owner! }],
        }}
      >
        <RelatedModelsCard />
      </EntityProvider>,
      { api },
    );
    expect(await screen.findAllByRole('listitem')).not.toHaveLength(0);
    expect(screen.queryByText('No model yet')).not.toBeInTheDocument();
  });

  it('say what a dataset trained, and that nobody owns nothing', async () => {
    renderOn(
      'chest-xray-triage-train',
      <>
        <DatasetCard />
        <MyModels />
      </>,
    );
    expect(await screen.findByText('P10Y')).toBeInTheDocument();
    expect(screen.getByText(/A class was given that is not/)).toBeVisible();
    expect(
      screen.getByRole('link', { name: /chest-xray-triage/ }),
    ).toHaveAttribute('href', '/catalog/hospital/model/chest-xray-triage');
    expect(await screen.findByText('You own no model')).toBeInTheDocument();
  });
});
