import { mockApis, renderTestApp } from '@backstage/frontend-test-utils';
import { catalogApiRef, entityRouteRef } from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import { permissionApiRef } from '@backstage/plugin-permission-react';
import scaffolderPlugin from '@backstage/plugin-scaffolder/alpha';
import { scaffolderApiRef } from '@backstage/plugin-scaffolder-react';
import { modelsApiRef } from '@platform-ops/backstage-plugin-models-react';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  exampleEntities,
  ExampleGoldenPathsApi,
  ExampleModelsApi,
  ExampleScaffolderApi,
} from '../../dev/example';
import goldenPathsPlugin, { goldenPathsApiRef } from '..';
import { findViolations } from '../__testUtils__/findViolations';

function renderForm(api: ExampleGoldenPathsApi) {
  return renderTestApp({
    features: [scaffolderPlugin, goldenPathsPlugin],
    initialRouteEntries: [
      '/create/templates/default/diagnostic-model-deployment',
    ],
    mountedRoutes: { '/catalog/:namespace/:kind/:name': entityRouteRef },
    apis: [
      [goldenPathsApiRef, api],
      [scaffolderApiRef, new ExampleScaffolderApi()],
      [catalogApiRef, catalogApiMock({ entities: exampleEntities() })],
      [modelsApiRef, new ExampleModelsApi() as never],
      [permissionApiRef, mockApis.permission()],
    ],
  });
}

/** The tabs above it are upstream's. */
function formOf(container: Element): Element {
  return container.querySelector('form')!;
}

async function pick(
  user: ReturnType<typeof userEvent.setup>,
  field: RegExp,
  option: RegExp,
) {
  await user.click(await screen.findByRole('combobox', { name: field }));
  await user.keyboard('{ArrowDown}');
  await user.click(await screen.findByRole('option', { name: option }));
}

async function nameIt(user: ReturnType<typeof userEvent.setup>, name: string) {
  const field = await screen.findByRole('textbox', { name: /^Name/ });
  await user.clear(field);
  await user.type(field, name);
}

describe('fields', () => {
  beforeEach(() => {
    jest.spyOn(window, 'scrollTo').mockImplementation();
  });
  afterEach(() => jest.restoreAllMocks());

  it('lead through a form to a preview, and back', async () => {
    const user = userEvent.setup();
    const api = new ExampleGoldenPathsApi();
    const preview = jest.spyOn(api, 'preview');
    const { container } = renderForm(api);

    await nameIt(user, 'new-triage');
    expect(await screen.findByText('The name is free')).toBeInTheDocument();
    await pick(user, /^Model/, /^Bone age/);
    expect(await findViolations(formOf(container))).toEqual([]);
    await user.click(screen.getByRole('button', { name: 'Next' }));

    // What is in production is picked, and all is known of it.
    expect(
      await screen.findByText('s3://models/7/models/m-2/artifacts'),
    ).toBeInTheDocument();
    expect(await findViolations(formOf(container))).toEqual([]);
    await user.click(screen.getByRole('button', { name: 'Next' }));

    // There is one.
    expect(
      await screen.findByDisplayValue('Sandbox cluster'),
    ).toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: /Pipelines/ }));
    await user.click(
      await screen.findByRole('option', { name: /^Kubeflow of Europe/ }),
    );
    // Of these there is one each, and none is required.
    expect(
      screen.getByRole('button', { name: /Argo CD of Europe/ }),
    ).toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: /Sandbox MLflow/ }));
    await user.click(await screen.findByRole('option', { name: 'None' }));
    await user.click(screen.getByRole('button', { name: 'Next' }));

    const files = await screen.findByRole('navigation', {
      name: 'Files that would be made',
    });
    expect(preview).toHaveBeenCalledWith({
      templateRef: 'template:default/diagnostic-model-deployment',
      values: {
        name: 'new-triage',
        model: 'model:default/bone-age',
        release: {
          version: '2',
          uri: 's3://models/7/models/m-2/artifacts',
          digest: `sha256:${'b'.repeat(64)}`,
          format: 'pytorch',
        },
        cluster: 'sandbox',
        pipelineConnection: 'eu',
        argocdConnection: 'main',
      },
    });
    expect(
      screen.getByText(
        '7 files, 12.5 kB, by 2 of 3 steps. Nothing has been made yet.',
      ),
    ).toBeInTheDocument();
    await user.click(
      within(files).getByRole('button', { name: 'network-policy.yaml' }),
    );
    expect(
      screen.getByRole('group', { name: 'deploy/network-policy.yaml' }),
    ).toHaveTextContent('kind: NetworkPolicy');
    expect(await findViolations(formOf(container))).toEqual([]);

    await user.click(screen.getByRole('button', { name: 'Back' }));
    // By their titles, though the form has the names alone.
    expect(
      await screen.findByDisplayValue('Sandbox cluster'),
    ).toBeInTheDocument();
  }, 120_000);

  it('refuse a name while it is typed, and to go on with it', async () => {
    const user = userEvent.setup();
    renderForm(new ExampleGoldenPathsApi());
    await nameIt(user, 'kube-system');
    expect(
      await screen.findByText('"kube-system" is a reserved word'),
    ).toBeInTheDocument();
    await nameIt(user, 'chest-xray-triage');
    expect(
      await screen.findByText(
        'The catalog has component:default/chest-xray-triage already; choose another name',
      ),
    ).toBeInTheDocument();
    await pick(user, /^Model/, /^Bone age/);
    await user.click(screen.getByRole('button', { name: 'Next' }));
    expect(
      (await screen.findAllByText(/chest-xray-triage already/)).length,
    ).toBeGreaterThan(1);
    expect(
      screen.queryByRole('combobox', { name: /^Cluster/ }),
    ).not.toBeInTheDocument();
  }, 120_000);
});
