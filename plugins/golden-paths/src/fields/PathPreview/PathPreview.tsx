import { stringifyEntityRef } from '@backstage/catalog-model';
import { useApi } from '@backstage/frontend-plugin-api';
import { makeFieldSchema } from '@backstage/plugin-scaffolder-react';
import { createFormField } from '@backstage/plugin-scaffolder-react/alpha';
import { Alert, Button } from '@backstage/ui';
import type { PreviewRequest } from '@platform-ops/backstage-plugin-golden-paths-common';
import {
  EmptyState,
  SkeletonLines,
  useLoad,
  usePathParams,
} from '@platform-ops/backstage-plugin-platform-ops-react';
import { RiRefreshLine } from '@remixicon/react';
import { useMemo, useState } from 'react';
import { goldenPathsApiRef } from '../../api';
import { PreviewView } from '../../components/Preview';
import { PreviewFailure } from './PreviewFailure';
import styles from './PathPreview.module.css';

const SKELETON_LINES = 12;

const previewSchema = makeFieldSchema({
  // It shows something and says nothing.
  output: z => z.string().optional(),
});

type Values = PreviewRequest['values'];

/** What the form says so far, as one text: it is sent as such. */
function useFormText(formContext: { formData?: object } | undefined): string {
  return JSON.stringify(formContext?.formData ?? {});
}

function FormPreview(props: { templateRef: string; formText: string }) {
  const { templateRef, formText } = props;
  const api = useApi(goldenPathsApiRef);
  const [askedText, setAskedText] = useState(formText);
  const values = useMemo<Values>(() => JSON.parse(askedText), [askedText]);
  const { value, error, loading, reload } = useLoad(
    `${templateRef} ${askedText}`,
    () => api.preview({ templateRef, values }),
    { keepPrevious: true },
  );
  const isOld = askedText !== formText;
  return (
    <section className={styles.preview} aria-label="Preview">
      {isOld && (
        <Alert
          status="info"
          icon
          title="The form says something else by now"
          customActions={
            <Button
              size="small"
              variant="secondary"
              iconStart={<RiRefreshLine />}
              onPress={() => setAskedText(formText)}
            >
              Preview again
            </Button>
          }
        />
      )}
      {error && <PreviewFailure error={error} onRetry={reload} />}
      {loading && !value && (
        <SkeletonLines
          lines={SKELETON_LINES}
          label="Rendering what the path would make"
        />
      )}
      {value && !error && <PreviewView preview={value} />}
    </section>
  );
}

function PathPreviewField(props: typeof previewSchema.TProps) {
  const { namespace, templateName } = usePathParams();
  const formText = useFormText(props.formContext);
  if (!namespace || !templateName) {
    return (
      <EmptyState
        title="Every file that the path would make is shown here"
        description="The preview needs a template of the catalog: open it from Create."
      />
    );
  }
  return (
    <FormPreview
      templateRef={stringifyEntityRef({
        kind: 'template',
        namespace,
        name: templateName,
      })}
      formText={formText}
    />
  );
}

/** Every file that the path would make, before it makes anything. */
export const PathPreview = createFormField({
  name: 'PathPreview',
  component: PathPreviewField,
  schema: previewSchema,
});
