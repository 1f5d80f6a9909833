export type Direction = 'previous' | 'next' | 'up' | 'down' | 'first' | 'last';

/** Rows count more than columns: up and down shall not wander sideways. */
const ROW_WEIGHT = 3;

/** The closest element above or below; the same one where there is none. */
function findVertically(
  elements: readonly Element[],
  current: number,
  sign: 1 | -1,
): number {
  const from = elements[current].getBoundingClientRect();
  const centre = (box: DOMRect) => (box.left + box.right) / 2;
  const middle = (box: DOMRect) => (box.top + box.bottom) / 2;
  let best = current;
  let shortest = Infinity;
  elements.forEach((element, index) => {
    const box = element.getBoundingClientRect();
    const beyond =
      sign === 1 ? middle(box) > from.bottom : middle(box) < from.top;
    if (beyond) {
      const distance =
        ROW_WEIGHT * Math.abs(middle(box) - middle(from)) +
        Math.abs(centre(box) - centre(from));
      if (distance < shortest) {
        shortest = distance;
        best = index;
      }
    }
  });
  return best;
}

/** Where an arrow key leads, among elements in the order of the page. */
export function findNextSpot(
  elements: readonly Element[],
  current: number,
  direction: Direction,
): number {
  const last = elements.length - 1;
  switch (direction) {
    case 'previous':
      return Math.max(0, current - 1);
    case 'next':
      return Math.min(last, current + 1);
    case 'first':
      return 0;
    case 'last':
      return last;
    default:
      return findVertically(elements, current, direction === 'down' ? 1 : -1);
  }
}
