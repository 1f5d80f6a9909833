import Ajv, { type ValidateFunction } from 'ajv/dist/2019';
import addFormats from 'ajv-formats';
import { adaptSchemas } from './adaptSchemas';
import type {
  ContractDocument,
  ContractOperation,
  ContractParameter,
  ContractResponse,
  JsonSchema,
  Reference,
} from './ContractDocument';

const ID = 'contract';
const METHODS = ['get', 'post', 'put', 'patch', 'delete'];

/** One thing that a service can be asked for. */
export interface MatchedOperation {
  /** E.g. `GET /api/v1/applications/{name}`. */
  id: string;
  pathValues: Record<string, string>;
  parameters: ContractParameter[];
  operation: ContractOperation;
}

interface KnownOperation {
  id: string;
  method: string;
  pattern: RegExp;
  names: string[];
  parameters: ContractParameter[];
  operation: ContractOperation;
}

/** A published description of an API, by which requests and answers are judged. */
export class Contract {
  readonly #document: ContractDocument;
  readonly #operations: KnownOperation[];
  readonly #ajv: Ajv;
  readonly #validators = new Map<string, ValidateFunction>();

  static create(document: ContractDocument): Contract {
    return new Contract(adaptSchemas(document));
  }

  private constructor(document: ContractDocument) {
    this.#document = document;
    this.#operations = this.#readOperations();
    this.#ajv = addFormats(
      new Ajv({ strict: false, logger: false, validateSchema: false }),
    );
    this.#ajv.addSchema(document, ID);
  }

  get operationIds(): string[] {
    return this.#operations.map(({ id }) => id);
  }

  match(method: string, path: string): MatchedOperation | undefined {
    for (const known of this.#operations) {
      const found = known.method === method && known.pattern.exec(path);
      if (found) {
        const { id, names, parameters, operation } = known;
        const values = found.slice(1).map(decodeURIComponent);
        return {
          id,
          pathValues: Object.fromEntries(
            names.map((name, index) => [name, values[index]]),
          ),
          parameters,
          operation,
        };
      }
    }
    return undefined;
  }

  /** What is wrong with values of a path or query, which are texts. */
  checkTexts(
    { id, parameters, pathValues }: MatchedOperation,
    query: URLSearchParams,
  ): string[] {
    const described = parameters.filter(({ in: place }) => place === 'query');
    const unknown = [...new Set(query.keys())].filter(
      name => !described.some(parameter => parameter.name === name),
    );
    const problems = parameters.flatMap(parameter => {
      const { name, in: place } = parameter;
      const texts = place === 'path' ? [pathValues[name]] : query.getAll(name);
      if (!['path', 'query'].includes(place)) {
        return [];
      }
      if (texts.length === 0) {
        return parameter.required ? [`${name} is missing`] : [];
      }
      const { schema = parameter } = parameter;
      const value = toValue(texts, schema);
      const {
        description: _,
        required: __,
        in: ___,
        name: ____,
        ...rest
      } = schema;
      return this.#validate(`${id} ${place} ${name}`, rest, value).map(
        problem => `${name}: ${problem}`,
      );
    });
    return [
      ...unknown.map(name => `the query parameter ${name} is not described`),
      ...problems,
    ];
  }

  /** The schema that a JSON body must follow, where there may be one. */
  bodySchema({ operation, parameters }: MatchedOperation) {
    const swagger = parameters.find(({ in: place }) => place === 'body');
    const openapi = operation.requestBody?.content?.['application/json'];
    return swagger?.schema ?? openapi?.schema;
  }

  checkBody(matched: MatchedOperation, body: unknown): string[] {
    return this.#validate(
      `${matched.id} body`,
      this.#close(this.bodySchema(matched)!),
      body,
    );
  }

  checkAnswer(
    { id, operation }: MatchedOperation,
    status: number,
    body: unknown,
  ): string[] {
    const { responses } = operation;
    const found = responses[status] ?? responses.default;
    if (!found) {
      return [`the status ${status} is not described`];
    }
    const response = this.#resolve<ContractResponse>(found);
    const schema =
      response.schema ?? response.content?.['application/json']?.schema;
    return schema
      ? this.#validate(`${id} ${status}`, this.#close(schema), body)
      : [];
  }

  /** Checks a value against a schema that the description names. */
  checkNamed(reference: string, value: unknown): string[] {
    return this.#validate(reference, { $ref: reference }, value);
  }

  #readOperations(): KnownOperation[] {
    return (
      Object.entries(this.#document.paths)
        .flatMap(([template, item]) =>
          METHODS.filter(method => method in item).map(method =>
            this.#readOperation(
              template,
              method,
              item[method] as ContractOperation,
              item.parameters ?? [],
            ),
          ),
        )
        // `/pipelines/upload` before `/pipelines/{id}`.
        .sort((a, b) => a.names.length - b.names.length)
    );
  }

  #readOperation(
    template: string,
    method: string,
    operation: ContractOperation,
    shared: Array<ContractParameter | Reference>,
  ): KnownOperation {
    const names = [...template.matchAll(/\{([^}]+)\}/g)].map(
      ([, name]) => name,
    );
    const pattern = template
      .split(/\{[^}]+\}/)
      .map(text => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
      .join('([^/:]+)');
    return {
      id: `${method.toUpperCase()} ${template}`,
      method: method.toUpperCase(),
      pattern: new RegExp(`^${pattern}$`),
      names,
      parameters: [...shared, ...(operation.parameters ?? [])].map(parameter =>
        this.#resolve<ContractParameter>(parameter),
      ),
      operation,
    };
  }

  #resolve<T extends object>(item: T | Reference): T {
    if (!('$ref' in item)) {
      return item;
    }
    return item.$ref
      .slice('#/'.length)
      .split('/')
      .reduce<any>((found, part) => found[part], this.#document);
  }

  /** What OpenAPI 3 puts together of parts can be closed only as a whole. */
  #close(schema: JsonSchema): JsonSchema {
    return this.#document.swagger === undefined
      ? { allOf: [schema], unevaluatedProperties: false }
      : schema;
  }

  #validate(key: string, schema: JsonSchema, value: unknown): string[] {
    let validate = this.#validators.get(key);
    if (!validate) {
      validate = this.#ajv.compile(withDocument(schema) as JsonSchema);
      this.#validators.set(key, validate);
    }
    return validate(value)
      ? []
      : [this.#ajv.errorsText(validate.errors, { dataVar: 'the value' })];
  }
}

/** Makes references into the document work outside of it. */
function withDocument(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(withDocument);
  }
  if (typeof value !== 'object' || value === null) {
    return value;
  }
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [
      key,
      key === '$ref' && typeof item === 'string' && item.startsWith('#')
        ? `${ID}${item}`
        : withDocument(item),
    ]),
  );
}

function toValue(texts: string[], { type }: JsonSchema): unknown {
  const [text] = texts;
  if (type === 'array') {
    return texts;
  }
  if ((type === 'integer' || type === 'number') && /^-?\d+$/.test(text)) {
    return Number(text);
  }
  return type === 'boolean' && ['true', 'false'].includes(text)
    ? text === 'true'
    : text;
}
