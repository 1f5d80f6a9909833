import { exampleTemplate } from './entities';

/** The form of the one template; nothing is made. */
export class ExampleScaffolderApi {
  async getTemplateParameterSchema() {
    return {
      title: exampleTemplate.metadata.title ?? exampleTemplate.metadata.name,
      description: exampleTemplate.metadata.description,
      steps: [exampleTemplate.spec.parameters].flat().map(step => ({
        title: String(step?.title ?? ''),
        schema: step ?? {},
      })),
    };
  }
}
