/** The catalog says where an entity runs in a way that cannot be followed. */
export class PlacementError extends Error {
  override readonly name = 'PlacementError';
}
