import type { ExampleFamily } from '../types';

/** Language models. */
export const language: ExampleFamily = {
  registry: 'shop',
  system: 'system:default/language',
  framework: 'transformers',
  license: 'llama3.1',
  metric: 'win_rate',
  rows: [
    [
      'support-assistant',
      'Support assistant',
      'Answers questions of customers from the handbook.',
      'text-generation',
      'limited',
      { production: 5, canary: 6 },
      6,
    ],
    [
      'embedder',
      'Text embedder',
      'Turns texts into vectors for search and grouping.',
      'embedding',
      'minimal',
      { production: 2 },
      2,
    ],
    [
      'summarizer',
      'Ticket summarizer',
      'Summarises support tickets for the next shift.',
      'summarization',
      undefined,
      { candidate: 1 },
      1,
    ],
    [
      'Playground-Qwen-7B_LoRA',
      'Playground-Qwen-7B_LoRA',
      '',
      'text-generation',
      undefined,
      {},
      3,
    ],
  ],
};
