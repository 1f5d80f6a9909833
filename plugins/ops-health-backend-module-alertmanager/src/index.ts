/**
 * Reads alerts from Alertmanager, and takes them from its webhooks and from
 * signed ones of other systems.
 *
 * @packageDocumentation
 */

export { opsHealthModuleAlertmanager as default } from './module';
export * from './alertmanager/AlertmanagerAlertSource';
export * from './alertmanager/AlertmanagerSilences';
export * from './signedWebhook/SignedWebhookAlertSource';
export { AlertmanagerError } from './alertmanager/client/AlertmanagerError';
