import type { Steps } from "#server/database/database.ts";
import type { Admission } from "#server/store/admissions.ts";
import { findConsentFor } from "#server/store/consents.ts";
import type { Profile } from "#server/store/profiles.ts";
import { contentFor, ONE_OFF_STEP } from "#workflows/one-off.ts";
import { consentRuleFor, isWritten } from "#workflows/topic-consent.ts";
import type { LiveVersion } from "./live.ts";
import { loadFacts, type StepServices } from "./step.ts";

const HOUR_MS = 3_600_000;
/**
 * What was not done in time is made up for by so much at most: a server that comes back goes on at the pace, and does not
 * send what it missed in one go.
 */
const CATCH_UP_MS = 1_000;

/**
 * How fast an admission lets people in: spread evenly over the hour. Where each has their message at a time of their own,
 * everybody is let in at once and waits for their time and so long after it as their place in the line is.
 */
export class AdmissionPace {
  /** Kept with the admission, so that a restart goes on from there. */
  #nextAt: number;
  #laterMs: number;
  readonly #gapMs: number;
  readonly #isLocal: boolean;
  readonly #now: number;

  constructor({ data, perHour, createdAt }: Admission, isLocal: boolean, now: number) {
    const { nextAt, laterMs } = data as PaceKept;
    this.#gapMs = perHour === null ? 0 : HOUR_MS / perHour;
    this.#isLocal = isLocal;
    this.#now = now;
    this.#nextAt = Math.max(nextAt ?? createdAt, now - CATCH_UP_MS);
    this.#laterMs = laterMs ?? 0;
  }

  /** Whether the next one may come in now. */
  get hasRoom(): boolean {
    return this.#isLocal || this.#gapMs === 0 || this.#nextAt <= this.#now;
  }

  /** Whether it matters who takes a place. */
  get isOn(): boolean {
    return this.#gapMs > 0;
  }

  /** How long after their time the next one has their message; undefined where that is not how it is spread. */
  get laterMs(): number | undefined {
    return this.isOn && this.#isLocal ? Math.floor(this.#laterMs) : undefined;
  }

  takePlace(): void {
    if (this.#isLocal) this.#laterMs += this.#gapMs;
    else this.#nextAt = Math.max(this.#nextAt, this.#now - CATCH_UP_MS) + this.#gapMs;
  }

  /** What has to be kept of it. */
  kept(): PaceKept {
    if (!this.isOn) return {};
    return this.#isLocal ? { laterMs: this.#laterMs } : { nextAt: this.#nextAt };
  }
}

interface PaceKept {
  nextAt?: number;
  laterMs?: number;
}

/** What the runs of an admission start with: without what its pace keeps beside it. */
export function dataForRuns({ data }: Admission): Record<string, unknown> {
  const { nextAt, laterMs, ...rest } = data as Record<string, unknown> & PaceKept;
  return rest;
}

/** When an admission lets the next one in; null when nothing holds it. */
export function admitsNextAt({ data, perHour }: Admission, isLocal: boolean): number | null {
  return perHour === null || isLocal ? null : ((data as PaceKept).nextAt ?? null);
}

/** Whether somebody takes a place: who has no address, or does not want it, keeps nobody else waiting. */
export function* takesPlace(
  { live }: Pick<StepServices, "live">,
  { graph, workflowId }: LiveVersion,
  profile: Profile,
  now: number,
): Steps<boolean> {
  const step = graph.steps.get(ONE_OFF_STEP);
  if (!step) return true;
  const content = contentFor(step, yield* loadFacts(live, graph, workflowId, profile, now));
  if (!content || content.transactional) return content !== null;
  const state = yield* findConsentFor(profile.id, content.channel, content.topic);
  return isWritten(state, consentRuleFor(content.channel, live.settings.shop.consentRule));
}
