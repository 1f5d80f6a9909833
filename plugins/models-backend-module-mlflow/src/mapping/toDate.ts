/** MLflow writes 0 where it knows no time. */
export function toDate(milliseconds: number | undefined): Date | undefined {
  return milliseconds ? new Date(milliseconds) : undefined;
}
