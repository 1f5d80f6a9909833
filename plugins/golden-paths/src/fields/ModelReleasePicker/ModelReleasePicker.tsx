import { createFormField } from '@backstage/plugin-scaffolder-react/alpha';
import { describeForeign } from './describeForeign';
import { ModelReleaseField } from './ModelReleaseField';
import { modelFieldOf, releaseSchema } from './releaseSchema';

/** Which artefact of a model is released: a version of its registry, or typed. */
export const ModelReleasePicker = createFormField({
  name: 'ModelReleasePicker',
  component: ModelReleaseField,
  schema: releaseSchema,
  async validation(release, field, context) {
    const { apiHolder, formData, uiSchema, schema } = context;
    const problem = await describeForeign(
      release,
      (formData as Record<string, unknown>)[modelFieldOf(uiSchema)],
      schema as never,
      apiHolder,
    );
    if (problem) {
      field.addError(problem);
    }
  },
});
