import { EntityProvider } from '@backstage/plugin-catalog-react';
import { screen } from '@testing-library/react';
import { exampleEntities, ExampleModelsApi } from '../../../dev/example';
import { renderPage } from '../../__testUtils__/renderPage';
import { ModelHeader } from './ModelHeader';

describe('ModelHeader', () => {
  it('says which version is where, and what other plugins know', async () => {
    const entity = exampleEntities().find(
      ({ metadata }) => metadata.name === 'chest-xray-triage',
    );
    renderPage(
      <EntityProvider entity={entity}>
        <ModelHeader
          tabs={[]}
          badges={[
            {
              id: 'level',
              title: 'HIPAA',
              order: 1,
              load: async refs => ({ render: ref => `${refs[0] === ref}` }),
            },
            {
              id: 'broken',
              title: 'Broken',
              order: 2,
              load: async () => {
                throw new Error('unreachable');
              },
            },
          ]}
        />
      </EntityProvider>,
      { api: new ExampleModelsApi() },
    );
    expect(
      await screen.findByText(
        /^v14 in production since (about|before) \d+ \w+ \d+ · v15 canary$/,
      ),
    ).toBeInTheDocument();
    expect(
      screen.getByRole('heading', { name: 'Chest X-ray triage' }),
    ).toBeInTheDocument();
    expect((await screen.findByText('HIPAA')).closest('div')).toHaveTextContent(
      'HIPAAtrue',
    );
    expect(screen.queryByText('Broken')).not.toBeInTheDocument();
    expect(
      screen.getByRole('link', { name: 'Open in MLflow' }),
    ).toHaveAttribute(
      'href',
      'https://mlflow.example.org/#/models/chest-xray-triage',
    );
  });
});
