/** What rules of several sources tell of together. */
export type Topic = 'encryption' | 'backup' | 'logging';

/**
 * Managed rules of AWS Config by their identifiers, and checks of Prowler 5 by
 * their ids.
 */
const RULES: Record<Topic, string[]> = {
  encryption: [
    'DYNAMODB_TABLE_ENCRYPTED_KMS',
    'EC2_EBS_ENCRYPTION_BY_DEFAULT',
    'EFS_ENCRYPTED_CHECK',
    'EKS_SECRETS_ENCRYPTED',
    'ENCRYPTED_VOLUMES',
    'RDS_STORAGE_ENCRYPTED',
    'S3_BUCKET_SERVER_SIDE_ENCRYPTION_ENABLED',
    'S3_DEFAULT_ENCRYPTION_KMS',
    'SAGEMAKER_ENDPOINT_CONFIGURATION_KMS_KEY_CONFIGURED',
    'SAGEMAKER_NOTEBOOK_INSTANCE_KMS_KEY_CONFIGURED',
    'dynamodb_tables_kms_cmk_encryption_enabled',
    'ec2_ebs_default_encryption',
    'ec2_ebs_volume_encryption',
    'efs_encryption_at_rest_enabled',
    'eks_cluster_kms_cmk_encryption_in_secrets_enabled',
    'rds_instance_storage_encrypted',
    's3_bucket_default_encryption',
    's3_bucket_kms_encryption',
    'sagemaker_endpoint_config_kms_encryption_enabled',
    'sagemaker_notebook_instance_encryption_enabled',
    'sagemaker_training_jobs_volume_and_output_encryption_enabled',
  ],
  backup: [
    'DB_INSTANCE_BACKUP_ENABLED',
    'DYNAMODB_PITR_ENABLED',
    'DYNAMODB_RESOURCES_PROTECTED_BY_BACKUP_PLAN',
    'EBS_RESOURCES_PROTECTED_BY_BACKUP_PLAN',
    'EFS_RESOURCES_PROTECTED_BY_BACKUP_PLAN',
    'RDS_RESOURCES_PROTECTED_BY_BACKUP_PLAN',
    'S3_RESOURCES_PROTECTED_BY_BACKUP_PLAN',
    'dynamodb_tables_pitr_enabled',
    'ec2_ebs_volume_protected_by_backup_plan',
    'efs_have_backup_enabled',
    'rds_instance_backup_enabled',
  ],
  logging: [
    'CLOUDTRAIL_S3_DATAEVENTS_ENABLED',
    'CLOUD_TRAIL_ENABLED',
    'CLOUD_TRAIL_LOG_FILE_VALIDATION_ENABLED',
    'EKS_CLUSTER_LOGGING_ENABLED',
    'MULTI_REGION_CLOUD_TRAIL_ENABLED',
    'RDS_LOGGING_ENABLED',
    'S3_BUCKET_LOGGING_ENABLED',
    'cloudtrail_log_file_validation_enabled',
    'cloudtrail_multi_region_enabled',
    'cloudtrail_s3_dataevents_write_enabled',
    'eks_control_plane_logging_all_types_enabled',
    's3_bucket_server_access_logging_enabled',
  ],
};

export const TOPICS = Object.keys(RULES) as Topic[];

const topicByRule = new Map(
  TOPICS.flatMap(topic => RULES[topic].map(rule => [rule, topic] as const)),
);

/** What a rule tells of, if that is one of the topics. */
export function topicOf(rule: string): Topic | undefined {
  return topicByRule.get(rule);
}
