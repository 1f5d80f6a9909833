import { iconsApiRef, useApi } from '@backstage/frontend-plugin-api';
import { renderInTestApp } from '@backstage/frontend-test-utils';
import catalogPlugin from '@backstage/plugin-catalog/alpha';
import { useEntityPresentation } from '@backstage/plugin-catalog-react';
import { screen } from '@testing-library/react';
import { entityPresentationModule } from './entityPresentationModule';
import { iconsModule } from './iconsModule';

function KindIcon(props: { entityRef: string }) {
  const iconsApi = useApi(iconsApiRef);
  const { Icon } = useEntityPresentation(props.entityRef);
  const kind = props.entityRef.split(':')[0];
  const known = Icon && Icon === iconsApi.getIcon(`kind:${kind}`);
  return <p>{`${kind} ${known ? 'has its icon' : 'has another icon'}`}</p>;
}

describe('entityPresentationModule', () => {
  it('gives our kinds their icons', async () => {
    await renderInTestApp(
      <>
        <KindIcon entityRef="model:sandbox/triage" />
        <KindIcon entityRef="dataset:sandbox/chexpert" />
        <KindIcon entityRef="group:default/imaging" />
      </>,
      { features: [catalogPlugin, iconsModule, entityPresentationModule] },
    );
    expect(await screen.findByText('model has its icon')).toBeInTheDocument();
    expect(screen.getByText('dataset has its icon')).toBeInTheDocument();
    expect(screen.getByText('group has another icon')).toBeInTheDocument();
  });
});
