/**
 * A source that takes queries of people.
 */
export interface QuerySource {
  id: string;
  title: string;
}
