import { useApi } from '@backstage/frontend-plugin-api';
import { renderInTestApp } from '@backstage/frontend-test-utils';
import { catalogGraphApiRef } from '@backstage/plugin-catalog-graph';
import catalogGraphPlugin from '@backstage/plugin-catalog-graph/alpha';
import { screen } from '@testing-library/react';
import { catalogGraphModule } from './catalogGraphModule';

function KnownRelations() {
  const { knownRelations, knownRelationPairs, defaultRelations } =
    useApi(catalogGraphApiRef);
  return (
    <>
      <p>{knownRelations.join(' ')}</p>
      <p>{knownRelationPairs.map(pair => pair.join('/')).join(' ')}</p>
      <p>{`default ${defaultRelations.join(' ')}`}</p>
    </>
  );
}

describe('catalogGraphModule', () => {
  it('adds the relations of models to the known ones', async () => {
    await renderInTestApp(<KnownRelations />, {
      features: [catalogGraphPlugin, catalogGraphModule],
    });
    expect(
      await screen.findByText(/^apiConsumedBy .*servedBy serves/),
    ).toBeInTheDocument();
    expect(screen.getByText(/derivedFrom\/basisOf$/)).toHaveTextContent(
      'trainedOn/usedToTrain',
    );
    expect(screen.getByText(/^default .*trainedOn/)).toBeInTheDocument();
  });
});
