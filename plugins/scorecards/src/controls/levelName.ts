/** A level by its id, where its title is not at hand. */
export function levelName(level: string | undefined): string {
  return level
    ? `${level[0].toLocaleUpperCase('en')}${level.slice(1)}`
    : 'no level';
}
