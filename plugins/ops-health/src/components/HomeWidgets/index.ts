export { ChangesSinceYesterday } from './ChangesSinceYesterday';
export { HealthOfMySystems } from './HealthOfMySystems';
