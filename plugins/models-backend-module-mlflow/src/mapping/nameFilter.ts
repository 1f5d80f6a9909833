/**
 * A filter for the versions of one model.
 *
 * @remarks
 *
 * MLflow's filters know no escape for a quote within quotes: a name with one
 * kind of quote goes into the other kind. A name with both is asked for by
 * LIKE, where `_` stands for any character, so the answer may hold other models
 * and must be filtered again. The backslash is LIKE's escape on some databases.
 */
export function nameFilter(name: string): string {
  if (!name.includes("'")) {
    return `name = '${name}'`;
  }
  if (!name.includes('"')) {
    return `name = "${name}"`;
  }
  return `name LIKE '${name.replace(/['"\\]/g, '_')}'`;
}
