import type { MetricSeed, ModelSeed } from './ModelSeed';

const CHANGES = [
  'Retrained with the studies of the last quarter.',
  'Stronger augmentation for portable devices.',
  'New scanner vendor added to the training set.',
  'Label audit: 312 studies read again by two radiologists.',
  'Calibration with isotonic regression on the validation set.',
  'Larger input size, mixed precision.',
  'Patients under 18 removed from training.',
  'Deduplicated by patient across splits.',
];

const PARAMETERS = {
  architecture: ['densenet121', 'convnext_small', 'efficientnet_v2_s'],
  learning_rate: ['0.0001', '0.0003', '0.001'],
  batch_size: ['16', '32', '64'],
  epochs: ['20'],
  image_size: ['320', '384', '512'],
  weight_decay: ['0.01', '0.05'],
  seed: ['1337'],
};

function classifierMetrics(auc: number): MetricSeed[] {
  return [
    { name: 'auc', first: auc - 0.06, last: auc, spread: 0.006 },
    { name: 'sensitivity', first: auc - 0.11, last: auc - 0.02, spread: 0.01 },
    { name: 'specificity', first: auc - 0.13, last: auc - 0.05, spread: 0.012 },
    { name: 'brier_score', first: 0.121, last: 0.074, spread: 0.004 },
    { name: 'f1_score', first: auc - 0.15, last: auc - 0.06, spread: 0.01 },
  ];
}

function splits(
  name: string,
  rows: { training: number; validation: number; test: number },
): ModelSeed['datasets'] {
  return (['training', 'validation', 'test'] as const).map(context => ({
    name: `${name}-${context}`,
    source: `s3://imaging-research/${name}/${context}`,
    sourceType: 's3',
    rows: rows[context],
    context,
  }));
}

const SHARED = {
  system: 'system:default/diagnostic-imaging',
  owner: 'group:default/imaging-ai',
  framework: 'pytorch',
  type: 'predictive',
  modality: ['image'],
  license: 'proprietary',
  riskTier: 'high',
  dataClassification: ['phi'],
  parameters: PARAMETERS,
  changes: CHANGES,
  inputs:
    '[{"type": "tensor", "tensor-spec": {"dtype": "float32", "shape": [-1, 1, 512, 512]}}]',
  outputs:
    '[{"type": "tensor", "tensor-spec": {"dtype": "float32", "shape": [-1, 2]}}]',
} satisfies Partial<ModelSeed>;

const history = (first: number, last: number) => ({
  name: 'val_loss',
  first,
  last,
  steps: 20,
});

/**
 * Ten models of a hospital's imaging group.
 */
export const diagnosticImaging: ModelSeed[] = [
  {
    ...SHARED,
    name: 'chest-xray-triage',
    author: 'olivia.ortega',
    task: 'image-classification',
    trainedOn: ['dataset:default/chest-radiographs'],
    intendedUse:
      'Orders the reading list of adult frontal chest radiographs, so that suspected pneumothorax and effusion are read first.',
    limitations:
      'Not validated for patients under 18, lateral views, or images after chest surgery within 30 days.',
    card: {
      title: 'Chest X-ray triage',
      purpose:
        'Moves frontal chest radiographs with a suspected pneumothorax, large effusion or consolidation to the top of the reading list. A radiologist reads every image; the model changes the order only.',
      outOfScope: [
        'Diagnosis without a radiologist',
        'Lateral or paediatric images',
        'Images that were not taken at one of the four sites in the training set',
      ],
      training:
        '214,600 adult frontal radiographs from four sites, 2016 to 2024, labelled from reports and audited on a sample of 6,000.',
      evaluation:
        'Held-out patients of all four sites, read by two radiologists, a third one where they differ.',
      subgroups: {
        header: 'Group | n | AUC | Sensitivity | Specificity',
        rows: [
          ['Women', '4,912', '0.948', '0.931', '0.902'],
          ['Men', '5,301', '0.951', '0.934', '0.899'],
          ['Age 18 to 40', '2,204', '0.957', '0.938', '0.911'],
          ['Age over 75', '3,018', '0.936', '0.917', '0.871'],
          ['Portable devices', '2,377', '0.921', '0.902', '0.858'],
        ],
      },
      considerations: [
        'Portable devices are used for the sickest patients, and the model is weakest there.',
        'Treatment (a chest tube) is a known short cut to the label; images with a tube are reported apart.',
      ],
    },
    versionCount: 15,
    metrics: classifierMetrics(0.951),
    history: history(0.52, 0.19),
    datasets: splits('chest-radiographs', {
      training: 171_680,
      validation: 21_460,
      test: 10_213,
    }),
    standing: {
      champion: 1,
      challenger: 0,
      tags: { 2: 'archived', 3: 'archived', 5: 'rejected' },
    },
  },
  {
    ...SHARED,
    name: 'mammography-screening',
    author: 'mei.tanaka',
    task: 'image-classification',
    trainedOn: ['dataset:default/screening-mammograms'],
    intendedUse:
      'Second reader for two-view digital screening mammograms of women aged 50 to 74.',
    limitations:
      'Not for implants, not for symptomatic patients, lower sensitivity in density class D.',
    card: {
      title: 'Mammography screening, second reader',
      purpose:
        'Gives each screening examination a suspicion score from 0 to 1. Above the operating point a second radiologist is asked.',
      outOfScope: [
        'Breasts with implants',
        'Diagnostic examinations after a finding',
        'Tomosynthesis',
      ],
      training:
        '88,400 examinations with at least two years of follow-up; cancers confirmed by biopsy.',
      evaluation:
        'Retrospective cohort of the screening programme with the natural prevalence of 0.6 %.',
      subgroups: {
        header: 'Breast density | n | AUC | Sensitivity',
        rows: [
          ['A', '1,104', '0.962', '0.94'],
          ['B', '5,230', '0.951', '0.92'],
          ['C', '4,781', '0.928', '0.88'],
          ['D', '906', '0.871', '0.79'],
        ],
      },
      considerations: [
        'A missed cancer weighs far more than a recall, so the operating point favours sensitivity.',
        'Density D women should be told that the examination is less certain, with or without the model.',
      ],
    },
    versionCount: 11,
    metrics: classifierMetrics(0.943),
    history: history(0.41, 0.16),
    datasets: splits('screening-mammograms', {
      training: 70_720,
      validation: 8_840,
      test: 12_021,
    }),
    standing: { champion: 2, challenger: 1, tags: { 0: 'candidate' } },
  },
  {
    ...SHARED,
    name: 'diabetic-retinopathy-grading',
    author: 'olivia.ortega',
    framework: 'tensorflow',
    task: 'image-classification',
    trainedOn: ['dataset:default/retinal-photographs'],
    intendedUse:
      'Grades colour fundus photographs of adults with diabetes for referable retinopathy.',
    limitations:
      'Needs images of sufficient quality; about 4 % are refused. Not validated for glaucoma or macular degeneration.',
    card: {
      title: 'Diabetic retinopathy grading',
      purpose:
        'Grades fundus photographs on the international five-step scale and says which patients must see an ophthalmologist.',
      outOfScope: [
        'Other diseases of the eye',
        'Handheld cameras',
        'Pregnancy-related retinopathy',
      ],
      training:
        '61,300 photographs from screening vans and clinics, graded by certified graders.',
      evaluation:
        'External data of two clinics that gave no training images; adjudicated by three specialists.',
      subgroups: {
        header: 'Camera | n | AUC | Refused',
        rows: [
          ['Camera maker A', '2,710', '0.972', '2.9 %'],
          ['Camera maker B', '1,846', '0.958', '5.1 %'],
        ],
      },
      considerations: [
        'A refused image means a new appointment; waiting times differ by region.',
        'Cataract lowers image quality and is more frequent in old age.',
      ],
    },
    versionCount: 9,
    metrics: classifierMetrics(0.968),
    history: history(0.61, 0.22),
    datasets: splits('retinal-photographs', {
      training: 49_040,
      validation: 6_130,
      test: 4_556,
    }),
    standing: { champion: 1, shadow: 0, tags: { 4: 'rejected' } },
  },
  {
    ...SHARED,
    name: 'ct-stroke-detection',
    author: 'mei.tanaka',
    task: 'object-detection',
    trainedOn: ['dataset:default/head-ct-angiograms'],
    intendedUse:
      'Alerts the stroke team to suspected large-vessel occlusion in CT angiography.',
    limitations:
      'Not for non-contrast CT, posterior circulation is under-represented (7 % of the positives).',
    card: {
      title: 'CT stroke detection',
      purpose:
        'Sends an alert with the suspected vessel within two minutes of the scan. The neuroradiologist decides.',
      outOfScope: ['Haemorrhage', 'CT without contrast', 'Ruling out a stroke'],
      training:
        '9,870 CT angiograms with occlusions confirmed by angiography or by consensus.',
      evaluation: 'Consecutive stroke alerts of twelve months at both sites.',
      subgroups: {
        header: 'Vessel | n | Sensitivity',
        rows: [
          ['Internal carotid', '212', '0.957'],
          ['M1', '398', '0.972'],
          ['M2', '301', '0.864'],
          ['Basilar', '61', '0.803'],
        ],
      },
      considerations: [
        'Too many alerts tire the team: at most one false alert in 24 hours is allowed.',
        'An alert that does not come must never delay treatment.',
      ],
    },
    versionCount: 8,
    metrics: classifierMetrics(0.934),
    history: history(0.58, 0.25),
    datasets: splits('head-ct-angiograms', {
      training: 7_896,
      validation: 987,
      test: 1_842,
    }),
    standing: { champion: 0, tags: { 1: 'archived' } },
  },
  {
    ...SHARED,
    name: 'Breast Density BI-RADS',
    author: 'mei.tanaka',
    task: 'image-classification',
    riskTier: 'limited',
    trainedOn: ['dataset:default/screening-mammograms'],
    intendedUse: 'Suggests the BI-RADS density class in the report.',
    limitations:
      'Agrees with a panel as well as single readers do, not better.',
    card: {
      title: 'Breast density (BI-RADS)',
      purpose:
        'Fills in the density class A to D of a mammography report, which the radiologist can change.',
      outOfScope: ['Images with implants', 'Prediction of risk'],
      training: '41,200 examinations with the class from the signed report.',
      evaluation: 'Panel of five readers on 1,500 examinations.',
      considerations: [
        'Density decides about further imaging in some regions, so a systematic shift would change costs and anxiety for many.',
      ],
    },
    versionCount: 6,
    metrics: [
      { name: 'accuracy', first: 0.77, last: 0.846, spread: 0.008 },
      { name: 'cohen_kappa', first: 0.68, last: 0.79, spread: 0.01 },
    ],
    history: history(0.9, 0.44),
    datasets: splits('breast-density', {
      training: 32_960,
      validation: 4_120,
      test: 1_500,
    }),
    standing: { champion: 1, tags: { 0: 'draft' } },
  },
  {
    ...SHARED,
    name: 'lung-nodule-detection',
    author: 'olivia.ortega',
    task: 'object-detection',
    trainedOn: ['dataset:default/chest-ct'],
    intendedUse:
      'Marks nodules of 4 mm and more in low-dose chest CT of the screening programme.',
    limitations:
      'Subsolid nodules are found less reliably. Slice thickness must be at most 1.25 mm.',
    card: {
      title: 'Lung nodule detection',
      purpose:
        'Marks nodules and measures their diameter, so that readers miss fewer and follow-up is consistent.',
      outOfScope: ['Classifying nodules as malignant', 'Thick slices'],
      training:
        '5,120 low-dose CT scans with nodules outlined by four radiologists.',
      evaluation: 'Free-response ROC on 812 scans of the second round.',
      subgroups: {
        header: 'Kind | Nodules | Sensitivity at 1 false mark per scan',
        rows: [
          ['Solid', '934', '0.91'],
          ['Part-solid', '121', '0.83'],
          ['Ground-glass', '164', '0.71'],
        ],
      },
      considerations: [
        'Readers look less carefully where the model marks nothing; training sessions address this.',
      ],
    },
    versionCount: 10,
    metrics: [
      { name: 'sensitivity', first: 0.78, last: 0.884, spread: 0.01 },
      {
        name: 'false_positives_per_scan',
        first: 3.1,
        last: 1.02,
        spread: 0.15,
        digits: 2,
      },
      { name: 'dice', first: 0.69, last: 0.781, spread: 0.01 },
    ],
    history: history(0.74, 0.31),
    datasets: splits('chest-ct', {
      training: 4_096,
      validation: 512,
      test: 812,
    }),
    standing: {
      champion: 3,
      challenger: 1,
      shadow: 0,
      tags: { 2: 'rejected' },
    },
  },
  {
    ...SHARED,
    name: 'bone-age-estimation',
    author: 'jonas.weber',
    task: 'image-regression',
    riskTier: 'limited',
    trainedOn: ['dataset:default/hand-radiographs'],
    intendedUse: 'Estimates bone age from hand radiographs of children.',
    limitations: 'Ages 3 to 17 only; not for skeletal dysplasia.',
    description:
      'Estimates bone age in months from a radiograph of the left hand.',
    versionCount: 5,
    metrics: [
      {
        name: 'mae_months',
        first: 9.4,
        last: 6.1,
        spread: 0.3,
        digits: 2,
      },
      { name: 'rmse_months', first: 12.2, last: 8.3, spread: 0.4, digits: 2 },
    ],
    history: history(0.83, 0.36),
    datasets: splits('hand-radiographs', {
      training: 10_092,
      validation: 1_261,
      test: 1_258,
    }),
    standing: { champion: 0 },
  },
  {
    ...SHARED,
    name: 'brain-tumour-segmentation',
    author: 'jonas.weber',
    task: 'image-segmentation',
    trainedOn: ['dataset:default/brain-mri'],
    intendedUse:
      'Draws a first outline of gliomas in MRI for planning of radiotherapy.',
    limitations:
      'Post-operative images are not covered; outlines must be edited by a clinician.',
    card: {
      title: 'Brain tumour segmentation',
      purpose:
        'Saves planning time: gives a first outline of enhancing tumour, core and oedema from four MRI sequences.',
      outOfScope: ['Metastases', 'Images after surgery', 'Children'],
      training: '1,870 patients from three centres with expert outlines.',
      evaluation: 'Dice and 95 % Hausdorff distance on a centre left out.',
      subgroups: {
        header: 'Region | Dice | Hausdorff 95 (mm)',
        rows: [
          ['Whole tumour', '0.912', '4.1'],
          ['Core', '0.871', '5.6'],
          ['Enhancing', '0.834', '3.9'],
        ],
      },
      considerations: [
        'An outline that looks convincing is edited less; the tool asks for a review of each slice.',
      ],
    },
    versionCount: 7,
    metrics: [
      { name: 'dice', first: 0.79, last: 0.872, spread: 0.008 },
      {
        name: 'hausdorff_95_mm',
        first: 8.9,
        last: 4.6,
        spread: 0.3,
        digits: 2,
      },
    ],
    history: history(0.69, 0.27),
    datasets: splits('brain-mri', {
      training: 1_309,
      validation: 187,
      test: 374,
    }),
    standing: { challenger: 0, tags: { 1: 'staging' } },
  },
  {
    ...SHARED,
    name: 'skin-lesion-classification',
    author: 'jonas.weber',
    framework: 'tensorflow',
    task: 'image-classification',
    trainedOn: ['dataset:default/dermoscopy-images'],
    intendedUse: 'Was used to order dermoscopy images by urgency.',
    limitations:
      'Retired: too few images of dark skin in the training data to show equal performance.',
    card: {
      title: 'Skin lesion classification (retired)',
      purpose:
        'Ordered dermoscopy images by suspicion of melanoma. Retired in favour of direct referral.',
      outOfScope: ['Any use: the model is retired'],
      training: '25,300 dermoscopy images, 91 % of them of light skin.',
      evaluation: 'See the subgroups, which led to the decision to retire.',
      subgroups: {
        header: 'Skin type | n | AUC',
        rows: [
          ['I to II', '2,901', '0.931'],
          ['III to IV', '610', '0.884'],
          ['V to VI', '47', '0.771'],
        ],
      },
      considerations: [
        'The difference between skin types could not be closed with the data at hand.',
      ],
    },
    versionCount: 4,
    metrics: classifierMetrics(0.918),
    history: history(0.66, 0.34),
    datasets: splits('dermoscopy-images', {
      training: 20_240,
      validation: 2_530,
      test: 3_558,
    }),
    standing: { allArchived: true },
  },
  {
    ...SHARED,
    name: 'echo-ejection-fraction',
    author: 'olivia.ortega',
    task: 'video-regression',
    modality: ['video'],
    trainedOn: ['dataset:default/echocardiograms'],
    intendedUse:
      'Measures left ventricular ejection fraction in apical four-chamber echocardiograms.',
    limitations:
      'Irregular rhythm and poor windows widen the error; not for congenital heart disease.',
    card: {
      title: 'Ejection fraction from echocardiograms',
      purpose:
        'Suggests an ejection fraction with an interval, over at least three beats, for the sonographer to confirm.',
      outOfScope: ['Atrial fibrillation', 'Stress echocardiography'],
      training: '10,030 videos with tracings by sonographers.',
      evaluation:
        'Blinded comparison with the mean of two cardiologists on 1,288 videos.',
      subgroups: {
        header: 'Image quality | n | Mean absolute error (points)',
        rows: [
          ['Good', '701', '3.6'],
          ['Fair', '462', '4.7'],
          ['Poor', '125', '7.9'],
        ],
      },
      considerations: [
        'Therapy decisions hinge on a threshold of 35 points, where the interval matters more than the value.',
      ],
    },
    versionCount: 8,
    metrics: [
      { name: 'mae', first: 6.2, last: 4.2, spread: 0.2, digits: 2 },
      { name: 'r2', first: 0.68, last: 0.81, spread: 0.01 },
    ],
    history: history(0.71, 0.29),
    datasets: splits('echocardiograms', {
      training: 7_465,
      validation: 1_277,
      test: 1_288,
    }),
    standing: { champion: 2, challenger: 0 },
  },
];
