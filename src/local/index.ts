/** PostgreSQL and Temporal on a person's own machine, for when no other address is set. */
export { keepLocalServices, servicesStatus, stopLocalServices } from './control.ts'
export { holdLocalServices } from './hold.ts'
export { type HeldServices, type HoldOptions, LocalServicesError, type LocalStatus } from './types.ts'
