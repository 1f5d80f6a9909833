import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import {
  KNOWN_DATA_CLASSIFICATIONS,
  MATERIALITIES,
  MODEL_TYPES,
  RISK_TIERS,
  UNRECOGNISED_DATA_CLASSIFICATION,
  type DataClassification,
  type Materiality,
  type ModelType,
  type RiskTier,
} from '@platform-ops/backstage-plugin-models-common';
import type { RegistryMapping, TagField } from '../config';

/**
 * What the tags of a registered model say about it.
 */
export interface ModelFields {
  type?: ModelType;
  task?: string;
  framework?: string;
  modality: string[];
  license?: string;
  owner?: string;
  system?: string;
  riskTier?: RiskTier;
  materiality?: Materiality;
  dataClassification: DataClassification[];
  /** What was given as a class and is none, shortened. */
  unrecognisedClassification?: string;
  intendedUse?: string;
  limitations?: string;
  baseModels: string[];
  derivedFrom: string[];
  trainedOn: string[];
  /** What could not be understood, in words. */
  problems: string[];
}

/** As many characters as the columns hold by which models are filtered. */
const MAX_LENGTH = 255;
const MAX_QUOTED_LENGTH = 80;

function shorten(text: string): string {
  return text.length > MAX_QUOTED_LENGTH
    ? `${text.slice(0, MAX_QUOTED_LENGTH)}…`
    : text;
}

/**
 * Reads the fields that a registry lacks from its tags. A value that is not
 * understood is left out and named in `problems`; nothing is guessed. A data
 * class that is not understood counts as unrecognised, for it was meant to
 * protect the model.
 */
export function deriveModelFields(
  tags: Record<string, string>,
  mapping: RegistryMapping,
): ModelFields {
  const problems: string[] = [];

  const text = (field: TagField): string | undefined =>
    tags[mapping.tags[field]]?.trim() || undefined;

  const texts = (field: TagField): string[] =>
    (text(field) ?? '')
      .split(',')
      .map(item => item.trim())
      .filter(Boolean);

  const refuse = (field: TagField, found: string, allowed: string) => {
    problems.push(
      `Tag '${mapping.tags[field]}': '${shorten(
        found,
      )}' is not understood; allowed: ${allowed}`,
    );
  };

  const shortText = (field: TagField): string | undefined => {
    const found = text(field);
    if (found && found.length > MAX_LENGTH) {
      refuse(field, found, `at most ${MAX_LENGTH} characters`);
      return undefined;
    }
    return found;
  };

  const oneOf = <T extends string>(
    field: TagField,
    allowed: readonly T[],
    found: string | undefined,
  ): T | undefined => {
    const value = allowed.find(item => item === found?.toLowerCase());
    if (found && !value) {
      refuse(field, found, allowed.join(', '));
    }
    return value;
  };

  const ref = (
    field: TagField,
    defaultKind: string,
    found: string,
  ): string | undefined => {
    try {
      const entityRef = stringifyEntityRef(
        parseEntityRef(found, { defaultKind }),
      );
      if (entityRef.length <= MAX_LENGTH) {
        return entityRef;
      }
    } catch {
      // Refused below, with what is allowed
    }
    refuse(field, found, `an entity ref such as ${defaultKind}:default/name`);
    return undefined;
  };

  const dataClasses = (): Pick<
    ModelFields,
    'dataClassification' | 'unrecognisedClassification'
  > => {
    const given = text('dataClassification');
    if (!given) {
      return { dataClassification: [] };
    }
    const words = new Map(
      given.split(/[\s,;|]+/).map(word => [word.toLowerCase(), word]),
    );
    words.delete('');
    const dataClassification: DataClassification[] =
      KNOWN_DATA_CLASSIFICATIONS.filter(item => words.delete(item));
    if (dataClassification.length && !words.size) {
      return { dataClassification };
    }
    const found = [...words.values()].join(', ') || given;
    refuse(
      'dataClassification',
      found,
      `${KNOWN_DATA_CLASSIFICATIONS.join(
        ', ',
      )}. Until then it counts as ${UNRECOGNISED_DATA_CLASSIFICATION}: who may not see every class does not see the model`,
    );
    dataClassification.push(UNRECOGNISED_DATA_CLASSIFICATION);
    return { dataClassification, unrecognisedClassification: shorten(found) };
  };

  const oneRef = (field: TagField, defaultKind: string) => {
    const found = text(field);
    return found ? ref(field, defaultKind, found) : undefined;
  };

  const refs = (field: TagField, defaultKind: string) =>
    texts(field)
      .map(found => ref(field, defaultKind, found))
      .filter(found => found !== undefined);

  return {
    type: oneOf('type', MODEL_TYPES, text('type')),
    task: shortText('task'),
    framework: shortText('framework'),
    modality: texts('modality'),
    license: shortText('license'),
    owner: oneRef('owner', 'group'),
    system: oneRef('system', 'system'),
    riskTier: oneOf('riskTier', RISK_TIERS, text('riskTier')),
    materiality: oneOf('materiality', MATERIALITIES, text('materiality')),
    ...dataClasses(),
    intendedUse: text('intendedUse'),
    limitations: text('limitations'),
    baseModels: texts('baseModels'),
    derivedFrom: refs('derivedFrom', 'model'),
    trainedOn: refs('trainedOn', 'dataset'),
    problems,
  };
}

/**
 * The first sentence of a description: of the first line that is neither a
 * heading nor markup.
 */
export function firstSentence(description: string | undefined) {
  const line = description
    ?.slice(0, 5000)
    .split('\n')
    .map(item => item.trim())
    .find(item => item && !/^([#>|!<\-*_=`]|---)/.test(item));
  const sentence = line
    ?.replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/[*_`]/g, '')
    .match(/^.*?[.!?](?=\s|$)|^.*$/)?.[0];
  if (!sentence) {
    return undefined;
  }
  return sentence.length > 200 ? `${sentence.slice(0, 199)}…` : sentence;
}
