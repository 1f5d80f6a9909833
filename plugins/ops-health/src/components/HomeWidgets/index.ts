export { HealthOfMySystems } from './HealthOfMySystems';
