export { coalesce } from './coalesce'
export { Core } from './core'
export type { Act, Block, Item, ItemDetail, ListState, Receipt, ShieldLength, Status } from './core'
export { listen } from './events'
export { keyAfter, requestKey } from './key'
export { Sources } from './sources'
export type {
  Checked,
  Connected,
  NewSource,
  Source,
  SourceField,
  SourceKind,
  Write,
} from './sources'
export type { ThereVerb } from './there'
export { Local } from './local'
export type { App, Autostart, Backup, Capture, Inbound, Restorable, SystemPage } from './local'
export { problemOf, unreachable } from './problem'
export type { Client, Run } from './setup'
export type { Verb } from './verb'
export { mending, Setup } from './setup'
export type {
  Breach,
  CheckIn,
  Hours,
  Match,
  Mend,
  Mending,
  Moment,
  NewCheckIn,
  NewRule,
  NewShield,
  NewShieldRule,
  PlanChanges,
  PlannedShield,
  PlanTrial,
  Proposal,
  Rule,
  RuleKind,
  Settings,
  ShieldRule,
  Template,
  Trial,
  TrialExample,
} from './setup'
export { Doing } from './doing'
export { Trying } from './trying.svelte'
export type { BrokenWait, PlanChange } from './planned'
export type {
  Away,
  AwayAnswer,
  Meeting,
  Resume,
  Rounding,
  Session,
  SessionFields,
  TimeImport,
  TimeSheet,
  TimeTotal,
} from './time'
export type { Group, GroupedBy, Part, View, Wanted, Which, Whole } from './lists'
export type { ChangeProposed, Insights, RecordKind, RecordOf, Records } from './records'
