import { TestApiProvider } from '@backstage/frontend-test-utils';
import { modelsApiRef } from '@platform-ops/backstage-plugin-models-react';
import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { exampleTemplate, ExampleModelsApi } from '../../../dev/example';
import { findViolations } from '../../__testUtils__/findViolations';
import { describeForeign } from './describeForeign';
import { ModelReleaseField } from './ModelReleaseField';
import type { Release } from './release';

const MODEL = 'model:default/bone-age';
const OTHER = 'model:default/chest-xray';
const [, { properties }] = [exampleTemplate.spec.parameters].flat() as any[];
const SCHEMA = properties.release;
const DIGEST = `sha256:${'c'.repeat(64)}`;
const PRODUCTION: Release = {
  version: '2',
  uri: 's3://models/7/models/m-2/artifacts',
  digest: `sha256:${'b'.repeat(64)}`,
  format: 'pytorch',
};

// What else a form gives it matters to none of them.
const Field = ModelReleaseField as (props: any) => JSX.Element;

function renderField(options: {
  model?: string;
  release?: Release;
  api?: object | null;
  errors?: object;
}) {
  const { api = new ExampleModelsApi(), release = {} } = options;
  const changes: Release[] = [];
  function Form() {
    const [formData, setFormData] = useState<Release>(release);
    return (
      <Field
        schema={SCHEMA}
        uiSchema={{}}
        idSchema={{ $id: 'root_release' }}
        required
        formData={formData}
        formContext={{ formData: { model: options.model ?? MODEL } }}
        errorSchema={options.errors}
        onChange={(change: Release) => {
          changes.push(change);
          setFormData(change);
        }}
      />
    );
  }
  const { container } = render(
    <TestApiProvider apis={api ? ([[modelsApiRef, api]] as never) : []}>
      <Form />
    </TestApiProvider>,
  );
  return { container, latest: () => changes.at(-1) };
}

async function openVersions(user: ReturnType<typeof userEvent.setup>) {
  await user.click(await screen.findByRole('button', { name: /^Version/ }));
}

describe('ModelReleaseField', () => {
  it('picks what is in production, and offers the others behind it', async () => {
    const user = userEvent.setup();
    const { container, latest } = renderField({});
    expect(await screen.findByText(PRODUCTION.digest!)).toBeInTheDocument();
    expect(latest()).toEqual(PRODUCTION);
    // All is known: nothing is to be typed.
    expect(screen.queryByRole('textbox')).not.toBeInTheDocument();
    expect(await findViolations(container)).toEqual([]);

    await openVersions(user);
    const options = await screen.findAllByRole('option');
    expect(options.map(({ textContent }) => textContent)).toEqual([
      'Version 2production · 2026-02-14 · auc 0.93',
      'Version 3candidate · 2026-03-14 · auc 0.95',
      'Version 4no stage · 2026-04-14 · auc 0.94',
      'Another artefactYou say where it is',
    ]);
  });

  it('lets one type what the registry does not know', async () => {
    const user = userEvent.setup();
    const { latest } = renderField({});
    await screen.findByText(PRODUCTION.digest!);
    await openVersions(user);
    await user.click(await screen.findByRole('option', { name: /^Version 4/ }));
    expect(
      screen.getByText(/has it at mlflow-artifacts:\/7.* cannot load/),
    ).toBeInTheDocument();
    expect(screen.getByText(/does not know its digest/)).toBeInTheDocument();

    const uri = screen.getByRole('textbox', { name: /^Address/ });
    await user.type(uri, 'file:///etc');
    expect(screen.getByText(/^This is none/)).toBeInTheDocument();
    expect(uri).toBeInvalid();
    await user.clear(uri);
    await user.type(uri, 's3://models/4');
    expect(uri).toBeValid();
    await user.click(screen.getByRole('textbox', { name: /^Digest/ }));
    await user.paste(` ${DIGEST}\n`);
    expect(latest()).toEqual({
      version: '4',
      uri: 's3://models/4',
      digest: DIGEST,
      format: 'pytorch',
    });
    expect(screen.queryByText(/^This is none/)).not.toBeInTheDocument();

    await openVersions(user);
    await user.click(
      await screen.findByRole('option', { name: /^Another artefact/ }),
    );
    // It stays so: what is in production is not picked again.
    expect(latest()).toEqual({ format: 'pytorch' });
  });

  it('lets go of a version of another model', async () => {
    const { latest } = renderField({
      release: { ...PRODUCTION, digest: DIGEST },
    });
    expect(await screen.findByText(PRODUCTION.digest!)).toBeInTheDocument();
    expect(latest()).toEqual(PRODUCTION);
  });

  it('keeps what was typed', async () => {
    const typed = { uri: 's3://models/x', digest: DIGEST, format: 'sklearn' };
    const { latest } = renderField({ release: typed });
    expect(
      await screen.findByRole('button', { name: /Another artefact/ }),
    ).toBeInTheDocument();
    expect(screen.getByDisplayValue('s3://models/x')).toBeInTheDocument();
    expect(latest()).toBeUndefined();
  });

  it('does without a registry, and says so', async () => {
    const none = renderField({ model: OTHER });
    expect(
      await screen.findByText(/^No registry of the portal has this model/),
    ).toBeInTheDocument();
    expect(screen.getAllByRole('textbox')).toHaveLength(2);
    expect(none.latest()).toBeUndefined();
  });

  it('does where there is no model catalog', async () => {
    renderField({ api: null });
    expect(await screen.findAllByRole('textbox')).toHaveLength(2);
  });

  it('says why it cannot read the versions, and what the form misses', async () => {
    renderField({
      api: {
        getModelByRef: async () => {
          throw new Error('the database sleeps');
        },
      },
      errors: { uri: { __errors: ["must have required property 'uri'"] } },
    });
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'The versions of the model could not be read: the database sleeps',
    );
    expect(screen.getByRole('textbox', { name: /^Address/ })).toBeInvalid();
    expect(screen.getByText('It is missing')).toBeInTheDocument();
  });

  it('does not let a version pass that is not one of the model', async () => {
    const apis = { get: () => new ExampleModelsApi() as never };
    const check = (release: Release, model: string) =>
      describeForeign(release, model, SCHEMA, apis);
    expect(await check(PRODUCTION, MODEL)).toBeUndefined();
    expect(await check({ ...PRODUCTION, digest: DIGEST }, MODEL)).toBe(
      `Version 2 with this address and digest is not offered for ${MODEL}`,
    );
    // Of a model that no registry has, nothing is known.
    expect(await check(PRODUCTION, OTHER)).toBeUndefined();
    expect(await check({ uri: 's3://models/x' }, MODEL)).toBeUndefined();
  });
});
