import { ButtonLink } from '@backstage/ui';
import {
  EmptyState,
  Panel,
  SafeMarkdown,
} from '@platform-ops/backstage-plugin-platform-ops-react';
import { ModelBoundary } from '../ModelBoundary';

/** What the registry says about the model, in its own words. */
export function ModelCardContent() {
  return (
    <ModelBoundary what="the model card" lines={12}>
      {model =>
        model.description?.trim() ? (
          <Panel title="Model card">
            <SafeMarkdown content={model.description} />
          </Panel>
        ) : (
          <EmptyState
            title="No model card yet"
            description="The card is the description of the registered model, in Markdown: what it is for, what it was trained on, what it cannot do."
            action={
              model.uiUrl && (
                <ButtonLink
                  href={model.uiUrl}
                  target="_blank"
                  rel="noopener"
                  size="small"
                  variant="secondary"
                >
                  Write it in MLflow
                </ButtonLink>
              )
            }
          />
        )
      }
    </ModelBoundary>
  );
}
