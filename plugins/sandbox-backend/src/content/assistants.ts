import type { ModelSeed } from './ModelSeed';

const CHANGES = [
  'Fine-tuned on the tickets of the last quarter.',
  'Refusals trained with 1,200 more examples.',
  'Longer context.',
  'Answers must cite a page of the knowledge base.',
  'Quantised for cheaper serving.',
];

const SHARED = {
  system: 'system:default/assistants',
  owner: 'group:default/assistants',
  framework: 'transformers',
  modality: ['text'],
  riskTier: 'limited',
  changes: CHANGES,
  inputs: '[{"name": "messages", "type": "string"}]',
  outputs: '[{"name": "content", "type": "string"}]',
} satisfies Partial<ModelSeed>;

/**
 * Three language models.
 */
export const assistants: ModelSeed[] = [
  {
    ...SHARED,
    name: 'support-assistant',
    author: 'amara.okafor',
    type: 'generative',
    task: 'text-generation',
    license: 'llama3.1',
    dataClassification: ['pii', 'internal'],
    baseModels: ['meta-llama/Llama-3.1-8B-Instruct'],
    trainedOn: ['dataset:default/support-tickets'],
    intendedUse:
      'Answers customers in the support chat from the knowledge base, and hands over to a person on request.',
    limitations:
      'May state wrong opening hours for holidays; no legal or medical advice; five languages only.',
    card: {
      title: 'Support assistant',
      purpose:
        'Answers questions about orders, returns and accounts. Each answer cites the page that it rests on; without a page it hands over.',
      outOfScope: [
        'Refunds above 50 in any currency',
        'Legal, medical or financial advice',
        'Languages other than English, Spanish, German, Italian and French',
      ],
      training:
        'LoRA on 48,000 resolved tickets without personal data, and 3,400 written refusals.',
      evaluation:
        'A judge model checked by people on 400 conversations; red-team prompts run on each version.',
      subgroups: {
        header: 'Language | n | Grounded | Solved without hand-over',
        rows: [
          ['English', '180', '96 %', '71 %'],
          ['Spanish', '80', '94 %', '66 %'],
          ['German', '80', '93 %', '64 %'],
          ['French', '60', '91 %', '61 %'],
        ],
      },
      considerations: [
        'Customers are told that they talk to a machine, at the start and on request.',
        'Prompts and answers are kept for 30 days, then only counts.',
      ],
    },
    versionCount: 8,
    parameters: {
      base_model: ['meta-llama/Llama-3.1-8B-Instruct'],
      adapter: ['lora'],
      lora_r: ['16', '32'],
      learning_rate: ['0.0001', '0.0002'],
      sequence_len: ['4096', '8192'],
      num_epochs: ['2', '3'],
    },
    metrics: [
      { name: 'groundedness', first: 0.86, last: 0.951, spread: 0.006 },
      { name: 'answer_relevance', first: 0.81, last: 0.902, spread: 0.008 },
      {
        name: 'toxicity',
        first: 0.006,
        last: 0.001,
        spread: 0.0004,
        digits: 4,
      },
      {
        name: 'cost_per_1k_tokens_usd',
        first: 0.0031,
        last: 0.0018,
        spread: 0.0001,
        digits: 5,
      },
      {
        name: 'time_to_first_token_ms',
        first: 620,
        last: 380,
        spread: 20,
        digits: 0,
      },
    ],
    history: { name: 'train_loss', first: 1.92, last: 1.08, steps: 30 },
    datasets: [
      {
        name: 'support-tickets-training',
        source: 's3://assistants/support-tickets/train.jsonl',
        sourceType: 's3',
        rows: 48_000,
        context: 'training',
      },
      {
        name: 'support-conversations-test',
        source: 's3://assistants/support-evaluation/conversations.jsonl',
        sourceType: 's3',
        rows: 400,
        context: 'test',
      },
    ],
    standing: { champion: 1, challenger: 0, tags: { 3: 'rejected' } },
  },
  {
    ...SHARED,
    name: 'document-summariser',
    author: 'amara.okafor',
    type: 'generative',
    task: 'summarization',
    license: 'apache-2.0',
    dataClassification: ['confidential'],
    baseModels: ['mistralai/Mistral-7B-Instruct-v0.3'],
    trainedOn: ['dataset:default/internal-documents'],
    intendedUse: 'Summarises internal documents of up to 60 pages.',
    limitations:
      'Tables and figures are ignored; numbers in summaries must be checked.',
    card: {
      title: 'Document summariser',
      purpose:
        'A half-page summary with the decisions, open points and dates of a document.',
      outOfScope: ['Contracts', 'Documents with health data', 'Translation'],
      training: '12,500 documents with summaries written by their authors.',
      evaluation: '300 documents; factual consistency judged by two people.',
      subgroups: {
        header: 'Kind | n | Consistent',
        rows: [
          ['Minutes', '120', '97 %'],
          ['Reports', '110', '93 %'],
          ['Specifications', '70', '88 %'],
        ],
      },
      considerations: ['A summary inherits the access rights of its document.'],
    },
    versionCount: 5,
    parameters: {
      base_model: ['mistralai/Mistral-7B-Instruct-v0.3'],
      adapter: ['qlora'],
      lora_r: ['16'],
      learning_rate: ['0.0001'],
      sequence_len: ['16384', '32768'],
    },
    metrics: [
      { name: 'rouge_l', first: 0.38, last: 0.44, spread: 0.004 },
      { name: 'factual_consistency', first: 0.87, last: 0.933, spread: 0.005 },
      {
        name: 'cost_per_1k_tokens_usd',
        first: 0.0026,
        last: 0.0019,
        spread: 0.0001,
        digits: 5,
      },
    ],
    history: { name: 'train_loss', first: 1.7, last: 1.12, steps: 24 },
    datasets: [
      {
        name: 'internal-documents-training',
        source: 's3://assistants/documents/train.jsonl',
        sourceType: 's3',
        rows: 12_500,
        context: 'training',
      },
      {
        name: 'internal-documents-test',
        source: 's3://assistants/documents/test.jsonl',
        sourceType: 's3',
        rows: 300,
        context: 'test',
      },
    ],
    standing: { champion: 0, shadow: 1 },
  },
  {
    ...SHARED,
    name: 'knowledge-embeddings',
    author: 'noah.lindqvist',
    type: 'embedding',
    task: 'feature-extraction',
    framework: 'sentence-transformers',
    license: 'mit',
    riskTier: 'minimal',
    dataClassification: ['internal'],
    baseModels: ['BAAI/bge-m3'],
    trainedOn: ['dataset:default/knowledge-base'],
    intendedUse: 'Embeds pages and questions for the search of the assistants.',
    limitations: 'Text beyond 8,192 tokens is cut off.',
    card: {
      title: 'Knowledge embeddings',
      purpose:
        'Dense vectors of 1,024 dimensions for pages of the knowledge base and questions about them.',
      outOfScope: ['Clustering of people', 'Source code'],
      training: '96,000 pairs of question and page, hard negatives mined.',
      evaluation: 'Retrieval on 2,100 questions with known pages.',
      considerations: [
        'A new version needs a new index: both are released together.',
      ],
    },
    versionCount: 4,
    parameters: {
      base_model: ['BAAI/bge-m3'],
      learning_rate: ['0.00002'],
      temperature: ['0.02'],
      epochs: ['2'],
    },
    metrics: [
      { name: 'recall_at_10', first: 0.81, last: 0.894, spread: 0.004 },
      { name: 'mrr', first: 0.62, last: 0.703, spread: 0.005 },
    ],
    history: { name: 'train_loss', first: 0.81, last: 0.22, steps: 20 },
    datasets: [
      {
        name: 'knowledge-pairs-training',
        source: 's3://assistants/knowledge/pairs.jsonl',
        sourceType: 's3',
        rows: 96_000,
        context: 'training',
      },
      {
        name: 'knowledge-questions-test',
        source: 's3://assistants/knowledge/questions.jsonl',
        sourceType: 's3',
        rows: 2_100,
        context: 'test',
      },
    ],
    inputs: '[{"name": "text", "type": "string"}]',
    outputs:
      '[{"type": "tensor", "tensor-spec": {"dtype": "float32", "shape": [-1, 1024]}}]',
    standing: { champion: 0, tags: { 1: 'archived' } },
  },
];
