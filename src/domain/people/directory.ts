import type { WorkingCalendar } from "../calendar/index.ts";
import type { LimitPolicy } from "../limits/index.ts";
import type { DigestGroup } from "../stats/scope.ts";

/** What a person may be; several at once are normal. */
export type Role =
  | "handler"
  | "unit_head"
  | "dispatcher"
  | "leader"
  | "duty"
  | "discipline"
  | "admin"
  | "contact"
  | "quiet";

/** A cadre, leader or contact of an enterprise. `phone` is for people's eyes only, never for logs. */
export interface Person {
  readonly id: string;
  readonly kind: "cadre" | "leader" | "contact" | "quiet";
  readonly name: string;
  readonly post: string;
  readonly phone: string;
  readonly unitId: string | null;
  readonly enterpriseId: string | null;
  readonly roles: readonly Role[];
  /** Local days, both inclusive. */
  readonly leaveFrom: string | null;
  readonly leaveTo: string | null;
  readonly delegateId: string | null;
  readonly active: boolean;
}

export interface Unit {
  readonly id: string;
  readonly name: string;
  readonly phone: string;
  readonly headId: string | null;
  readonly leaderId: string | null;
}

export interface Enterprise {
  readonly id: string;
  readonly name: string;
  readonly shortName: string;
  readonly address: string;
  readonly bundleCadreId: string | null;
  readonly bundleLeaderId: string | null;
  readonly keyFirm: boolean;
  readonly groupChatId: string | null;
}

/**
 * 重点项目 with the five that must be fixed (五定责任制, 003-14): the bound leader (分包领导), the responsible unit, the person who
 * leads the service to it (项目责任人, 专班), target and schedule. No firm = the government's own project.
 */
export interface KeyProject {
  readonly id: string;
  readonly name: string;
  /** What people call it, and where it is: any of these in a request's words names the project. */
  readonly aliases: readonly string[];
  readonly site: string;
  readonly enterpriseId: string | null;
  /** Level (省重点 …) and phase (001-03), as the office calls them. */
  readonly level: string;
  readonly phase: string;
  readonly leaderId: string;
  readonly unitId: string;
  readonly personId: string;
  readonly target: string;
  /** Local day by which it is to be done. */
  readonly dueDay: string;
  /** False = ended or given up; tickets that belong to it stay with it. */
  readonly running: boolean;
}

export interface Category {
  readonly code: string;
  readonly name: string;
  readonly leadUnitId: string | null;
  readonly assistUnitIds: readonly string[];
  readonly confidential: boolean;
}

/** What an office sets once. */
/** How an emergency is called out beside the message: SMS and phone cost the tenant's quota (feishu.md 3.4). */
export type EmergencyUrgent = "app" | "sms" | "phone";

export interface OfficeSettings {
  readonly name: string;
  /** The unit that runs the desk (企业服务中心). */
  readonly deskUnitId: string | null;
  /** Persons who dispatch, in duty order (首问 first responders). */
  readonly dispatcherIds: readonly string[];
  readonly deskPhone: string;
  /** Answers for complaints about conduct (效能投诉); "" when the office has named none. */
  readonly disciplinePhone: string;
  /** Group that is alarmed in an emergency (值班与应急群). */
  readonly dutyChatId: string | null;
  /** Persons on duty for emergencies, the one to name first. */
  readonly dutyPersonIds: readonly string[];
  /** Absent = in the app only. */
  readonly emergencyUrgent?: EmergencyUrgent;
  /** Working days without an answer after which a resolved ticket is closed as unrated. */
  readonly closeUnratedAfterWorkingDays: number;
  /** Working minutes that must pass between two urgings (催办). */
  readonly urgeCooldownMinutes: number;
  /** Working days a bound leader has to confirm a result of his project before he is reminded; absent = 2. */
  readonly confirmWithinWorkingDays?: number;
  /** Who is told when a leader keeps a ticket waiting (总指挥); absent = the first responder. */
  readonly headLeaderId?: string | null;
  /** Groups that get the daily digest; absent = none is bound yet. */
  readonly digestGroups?: readonly DigestGroup[];
}

/** Everything the rules need to know about the office; read once, and again when its version moves. */
export interface Directory {
  readonly version: number;
  readonly people: ReadonlyMap<string, Person>;
  readonly units: ReadonlyMap<string, Unit>;
  readonly enterprises: ReadonlyMap<string, Enterprise>;
  /** Key projects (重点项目), also those that have ended. */
  readonly projects: ReadonlyMap<string, KeyProject>;
  readonly categories: ReadonlyMap<string, Category>;
  /** Newest first, per category. */
  readonly policies: ReadonlyMap<string, readonly LimitPolicy[]>;
  readonly calendar: WorkingCalendar;
  /** Platform identities of this app: who an open_id is, and how to reach a person. */
  readonly personByOpenId: ReadonlyMap<string, string>;
  readonly openIdsByPerson: ReadonlyMap<string, readonly string[]>;
  readonly settings: OfficeSettings;
}

/** Stands in for the first responder while an office has not named anybody; shown as the desk itself. */
export const THE_DESK = "desk";
