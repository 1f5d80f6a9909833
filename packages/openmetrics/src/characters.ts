const TAB = 0x09;
const SPACE = 0x20;

export function isBlank(code: number): boolean {
  return code === SPACE || code === TAB;
}

/** May stand in the name of a label; at its start unless it is a digit. */
export function isLabelNameCharacter(code: number): boolean {
  return (
    (code >= 0x61 && code <= 0x7a) ||
    (code >= 0x41 && code <= 0x5a) ||
    code === 0x5f ||
    isDigit(code)
  );
}

/** May stand in the name of a metric; at its start unless it is a digit. */
export function isMetricNameCharacter(code: number): boolean {
  return isLabelNameCharacter(code) || code === 0x3a;
}

export function isDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39;
}

/** The first place from `start` on where there is no space and no tab. */
export function skipBlanks(text: string, start: number): number {
  let index = start;
  while (isBlank(text.charCodeAt(index))) {
    index++;
  }
  return index;
}
