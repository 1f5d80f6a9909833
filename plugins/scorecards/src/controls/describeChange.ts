/** How a score has changed in 30 days, in figures and in words. */
export function describeChange(change: number): {
  direction: 'better' | 'same' | 'worse';
  amount: string;
  sentence: string;
} {
  const percent = Math.round(change * 100);
  if (percent === 0) {
    return {
      direction: 'same',
      amount: 'same',
      sentence: 'same as 30 days ago',
    };
  }
  const amount = `${percent > 0 ? '+' : '−'}${Math.abs(percent)} %`;
  return {
    direction: percent > 0 ? 'better' : 'worse',
    amount,
    sentence: `${amount} in 30 days`,
  };
}
