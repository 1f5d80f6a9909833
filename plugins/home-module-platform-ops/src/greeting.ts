/** What one says at an hour of the day, to a person or to nobody in particular. */
export function greeting(hour: number, name?: string): string {
  let words = 'Good evening';
  if (hour >= 5 && hour < 12) {
    words = 'Good morning';
  } else if (hour >= 12 && hour < 18) {
    words = 'Good afternoon';
  }
  return name ? `${words}, ${name}` : words;
}
