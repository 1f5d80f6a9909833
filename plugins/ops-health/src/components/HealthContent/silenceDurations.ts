/** How long a person may silence an alert; within what the backend allows. */
export const SILENCE_DURATIONS = [
  { seconds: 1_800, words: '30 minutes' },
  { seconds: 7_200, words: '2 hours' },
  { seconds: 28_800, words: '8 hours' },
  { seconds: 86_400, words: '1 day' },
  { seconds: 604_800, words: '7 days' },
] as const;

export const USUAL_SILENCE = SILENCE_DURATIONS[1];
