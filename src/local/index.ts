/** PostgreSQL and Temporal on a person's own machine, for when no other address is set. */
export { keepLocalServices, servicesStatus, stopLocalServices } from './control.ts'
export { holdLocalServices } from './hold.ts'
export {
  type HeldServices,
  type Holder,
  type HoldOptions,
  type LocalAddresses,
  LocalServicesError,
  type LocalStatus,
  type ServiceStatus,
  type StartOptions,
  type StopResult,
} from './types.ts'
