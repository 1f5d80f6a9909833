/**
 * Reads metrics and alarms from CloudWatch and the state of SageMaker endpoints
 * and EKS clusters.
 *
 * @packageDocumentation
 */

export { opsHealthModuleAws as default } from './module';
export * from './AwsSources';
export { bedrockPack } from './packs/bedrock';
export { sageMakerPack } from './packs/sagemaker';
