/**
 * Prompts share MLflow's registry with models. They must never show as models.
 */
export const promptSeeds = [
  {
    name: 'support-assistant-system',
    versions: [
      'You help customers of the shop. Answer in the language of {{ question }}.',
      'You help customers of the shop. Answer in the language of {{ question }} and cite {{ pages }}.',
      'You help customers of the shop. Answer in the language of {{ question }}, cite {{ pages }}, and hand over to a person when no page answers it.',
    ],
  },
  {
    name: 'summarise-document',
    versions: [
      'Summarise {{ document }} in half a page.',
      'Summarise {{ document }} in half a page. Name decisions, open points and dates.',
    ],
  },
];
