/** A fact of one entity of the catalog. */
export interface FoundFact {
  type: string;
  value: Record<string, unknown>;
  /** The fields of the entity that it was read from. */
  fields: string;
  population: number;
}
