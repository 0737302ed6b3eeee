export {
  type Alert,
  type AlertBody,
  type AlertStatus,
  type AlertVerdict,
  alertIdOf,
} from './alerts/Alert.ts'
export type { AlertEventType } from './alerts/appendEvent.ts'
export { assignAlert, type Closing, closeAlert, type Deed, declineClosing } from './alerts/life.ts'
export {
  type AlertEvent,
  type FollowOptions,
  findLastEventId,
  followAlertEvents,
  listAlertEvents,
} from './alerts/listAlertEvents.ts'
export {
  type AlertCounts,
  type AlertFilter,
  type AlertPage,
  countAlerts,
  getAlert,
  listAlerts,
} from './alerts/listAlerts.ts'
export {
  type BlockRecord,
  type BlockUndoing,
  findCursor,
  type RecordedAlerts,
  recordAlerts,
  recordBlock,
  undoBlock,
} from './alerts/recordBlock.ts'
export { type EventRange, replayEvents } from './delivery/catchUp.ts'
export type { DeliveryTools, RunHook } from './delivery/deliverOne.ts'
export { countUndelivered, type DeliveryCounts, deliverDue, deliverWebhooks } from './delivery/deliverWebhooks.ts'
export { type Delivery, forgetDeliveries, listDeliveries } from './delivery/deliveryLog.ts'
export type { Subscriber } from './delivery/Subscriber.ts'
export { isSecret, signWebhook, type WebhookMessage } from './delivery/signWebhook.ts'
export {
  addSubscriber,
  endSubscriber,
  getSubscriber,
  listSubscribers,
  rotateSecret,
  type SubscriberPlan,
  sendTest,
} from './delivery/subscribers.ts'
export type { ExposureChanges, ExposureWish, ListedSource } from './exposure/AccountExposures.ts'
export {
  type AlertDraft,
  type AmountFact,
  type Attribution,
  type BlockStamp,
  type Evidence,
  type Party,
  type RuleName,
  SEVERITIES,
  type Severity,
  WATCH_RULES_VERSION,
} from './rules/AlertDraft.ts'
export { assessMoves } from './rules/assessMoves.ts'
export { assessBalances, type BalanceContext } from './rules/balances.ts'
export { assessNotices, type HeldTaint, type NoticeContext } from './rules/issuerActs.ts'
export { createMoveHistory, type LiveMoveHistory, type MoveHistory } from './rules/MoveHistory.ts'
export type { AssetUnit, MoveContext, RuleContext, TaintMove } from './rules/RuleContext.ts'
export { assessThefts } from './rules/stolen.ts'
export { assessListChange, type ListChangeContext } from './rules/touchesCustomer.ts'
export type { LoadLabels } from './run/Accounts.ts'
export { assessLists, createListWatch, type ListPlan, type ListWatch } from './run/assessLists.ts'
export { type RestingWatch, restWatch, resumeWatch } from './run/resumeWatch.ts'
export {
  followListed,
  openWatch,
  takeExposures,
  unwatchBlocks,
  type Watch,
  type WatchedBlock,
  type WatchPlan,
  watchBlocks,
} from './run/Watch.ts'
export { clearStops, raiseStop, type StopPlan } from './run/watchStops.ts'
export { WatchError } from './WatchError.ts'
export {
  type AddressPlan,
  listAddresses,
  unwatchAddress,
  type WatchedAddress,
  type WatchPurpose,
  watchAddress,
} from './watched/addresses.ts'
export {
  addTheft,
  endTheft,
  getTheft,
  listThefts,
  type TheftPlan,
  theftIdOf,
  type WatchedTheft,
} from './watched/thefts.ts'
export { parseOptions, WATCH_OPTIONS, type WatchOptions, type WatchOptionsText } from './watched/WatchOptions.ts'
