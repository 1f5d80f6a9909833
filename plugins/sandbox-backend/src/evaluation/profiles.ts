/** What the evaluation of a model measures of the whole population. */
export interface EvaluationProfile {
  /** The name in the registry. */
  model: string;
  /** Its entity, where it is not the one made of the registry's. */
  entityRef?: string;
  indicator:
    | 'auc'
    | 'calibration-error'
    | 'prediction-error'
    | 'evaluation-score'
    | 'data-drift';
  name: string;
  usual: number;
  /** How much worse it gets at the height of the season. */
  season: number;
  /** The week of the year in which it is at its worst. */
  worstWeek: number;
  /** Half of the 95 % interval for 1,000 examples. */
  spread: number;
  /** Labelled examples of a week. */
  n: number;
  labelDelayDays: number;
  /** Reported before the labels have come, as pending. */
  announced?: boolean;
  /** Each so many weeks another evaluation set comes into use. */
  newSetEveryWeeks?: number;
  slices?: Array<{
    feature: string;
    value: string;
    /** Of all examples. */
    share: number;
    /** By how much it is worse than the whole. */
    worse: number;
  }>;
}

/** The models that somebody evaluates: as in real life not all of them. */
export const EVALUATION_PROFILES: readonly EvaluationProfile[] = [
  {
    model: 'chest-xray-triage',
    indicator: 'auc',
    name: 'AUC on weekly reports',
    usual: 0.934,
    // Other findings come with the colds of the winter.
    season: -0.022,
    worstWeek: 5,
    spread: 0.02,
    n: 4200,
    labelDelayDays: 1,
    slices: [
      { feature: 'view', value: 'portable', share: 0.1, worse: -0.031 },
      { feature: 'sex', value: 'female', share: 0.48, worse: -0.004 },
      { feature: 'sex', value: 'male', share: 0.52, worse: 0.004 },
      // Too few to say.
      { feature: 'age', value: 'under 18', share: 0.004, worse: -0.01 },
    ],
  },
  {
    model: 'chest-xray-triage',
    indicator: 'calibration-error',
    name: 'Expected calibration error',
    usual: 0.021,
    season: 0.012,
    worstWeek: 5,
    spread: 0.006,
    n: 4200,
    labelDelayDays: 1,
  },
  {
    model: 'mammography-screening',
    indicator: 'auc',
    name: 'AUC on biopsies and follow-up',
    usual: 0.951,
    season: 0,
    worstWeek: 1,
    spread: 0.03,
    n: 620,
    // Until a biopsy or the next screening tells.
    labelDelayDays: 42,
    announced: true,
  },
  {
    model: 'ct-stroke-detection',
    indicator: 'auc',
    name: 'AUC on discharge diagnoses',
    usual: 0.941,
    season: 0,
    worstWeek: 1,
    spread: 0.025,
    n: 140,
    labelDelayDays: 5,
    slices: [
      { feature: 'onset', value: 'unknown', share: 0.3, worse: -0.04 },
      { feature: 'scanner', value: 'mobile unit', share: 0.08, worse: -0.02 },
    ],
  },
  {
    model: 'churn-prediction',
    indicator: 'auc',
    name: 'AUC on last month',
    usual: 0.829,
    // Before Christmas everybody buys.
    season: -0.03,
    worstWeek: 50,
    spread: 0.022,
    n: 12_500,
    labelDelayDays: 2,
  },
  {
    model: 'churn-prediction',
    indicator: 'data-drift',
    name: 'Population stability index',
    usual: 0.06,
    season: 0.11,
    worstWeek: 50,
    spread: 0.01,
    n: 80_000,
    labelDelayDays: 0,
  },
  {
    model: 'volatility-forecast',
    indicator: 'prediction-error',
    name: 'RMSE of one-day volatility',
    usual: 0.0042,
    season: 0.0011,
    worstWeek: 42,
    spread: 0.0006,
    n: 2400,
    labelDelayDays: 1,
  },
  {
    model: 'support-assistant',
    indicator: 'evaluation-score',
    name: 'Judge score, help questions',
    usual: 4.21,
    season: 0,
    worstWeek: 1,
    spread: 0.11,
    n: 600,
    labelDelayDays: 0,
    newSetEveryWeeks: 17,
    slices: [
      { feature: 'language', value: 'German', share: 0.25, worse: -0.18 },
      { feature: 'language', value: 'English', share: 0.6, worse: 0.06 },
      { feature: 'language', value: 'Basque', share: 0.03, worse: -0.6 },
    ],
  },
  {
    model: 'product-recommender',
    entityRef: 'model:default/product-recommender',
    indicator: 'evaluation-score',
    name: 'NDCG at 10 on purchases',
    usual: 0.412,
    season: -0.014,
    worstWeek: 50,
    spread: 0.008,
    n: 31_000,
    labelDelayDays: 3,
  },
];
