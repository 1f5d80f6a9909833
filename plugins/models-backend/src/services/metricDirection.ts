const HIGHER_IS_BETTER = new Set(
  (
    'accuracy acc auc auroc auprc roc pr ap map f1 f2 fbeta precision recall sensitivity specificity ' +
    'ppv npv dice iou jaccard r2 ndcg mrr hit hits bleu rouge meteor bertscore exact match em ' +
    'faithfulness groundedness helpfulness relevance correctness coverage sharpe sortino precision@k ' +
    'recall@k throughput uplift lift kappa mcc gini silhouette win pass similarity agreement'
  ).split(' '),
);

const LOWER_IS_BETTER = new Set(
  (
    'loss error err rmse mse mae mape smape mase msle brier ece mce nll logloss perplexity ppl wer cer ' +
    'latency duration seconds ms cost price drawdown toxicity hallucination fpr fnr false miss crossentropy ' +
    'distance drift bias gap violations fid'
  ).split(' '),
);

/**
 * Which side of a metric is better, judged by the words of its name. A word
 * that says "lower" wins, for `auc_loss` is a loss.
 */
export function metricDirection(name: string): 'higher' | 'lower' | 'unknown' {
  const words = name
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .split(/[^a-z0-9@]+/)
    .flatMap(word => [word, word.replace(/\d+$/, '')]);
  if (words.some(word => LOWER_IS_BETTER.has(word))) {
    return 'lower';
  }
  return words.some(word => HIGHER_IS_BETTER.has(word)) ? 'higher' : 'unknown';
}
