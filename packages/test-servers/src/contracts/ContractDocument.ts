/** The parts of OpenAPI 3.0 and Swagger 2.0 that are read. */
export interface ContractDocument {
  swagger?: string;
  openapi?: string;
  paths: Record<string, PathItem>;
  [more: string]: unknown;
}

export type PathItem = Record<string, unknown> & {
  parameters?: Array<ContractParameter | Reference>;
};

export interface Reference {
  $ref: string;
}

export type JsonSchema = Record<string, unknown>;

export interface ContractParameter extends JsonSchema {
  name: string;
  in: 'path' | 'query' | 'header' | 'body' | 'formData';
  required?: boolean;
  /** In Swagger only for the body; there, others are schemas themselves. */
  schema?: JsonSchema;
}

export interface ContractOperation {
  parameters?: Array<ContractParameter | Reference>;
  requestBody?: {
    required?: boolean;
    content: Record<string, { schema: JsonSchema }>;
  };
  responses: Record<string, ContractResponse | Reference>;
}

export interface ContractResponse {
  schema?: JsonSchema;
  content?: Record<string, { schema?: JsonSchema }>;
}
