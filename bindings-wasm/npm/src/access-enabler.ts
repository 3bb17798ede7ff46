/** The shape of the AccessEnabler SDK over the flows, for pages that move in a day and clean up later. */
export type {
  AccessEnablerCallbacks,
  AccessEnablerSetup,
  AdvancedStatus,
  Provider,
  SelectedProvider,
} from "./access-enabler/shape.js";
export { AccessEnabler } from "./access-enabler/access-enabler.js";
