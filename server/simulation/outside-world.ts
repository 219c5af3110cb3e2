import type { SendJob, SendResult } from "#server/delivery/job.ts";
import type { DeliveryOutcome } from "#server/delivery/outcome.ts";
import { seededRandom } from "#server/sample-shop/random.ts";
import type { Channel } from "#workflows/node.ts";

/** How the mail server, the push services and the receivers of webhooks behave at the moment. */
export const moods = ["well", "busy", "flaky", "silent", "refusing", "slow", "gone"] as const;
export type Mood = (typeof moods)[number];

/** One message that was handed to the outside. */
export interface HandOver {
  key: string;
  channel: Channel;
  endpoint: string;
  transactional: boolean;
  /** A notice to the team, about the profile. */
  toTeam: boolean;
  at: number;
  step: number;
  /** Of this key: the first is 1. */
  attempt: number;
  /** What it told the sender in the end; null while it has not. `lost`: the sending thread broke. */
  outcome: DeliveryOutcome["kind"] | "lost" | null;
}

/** Everything outside this house that messages go to. What it got is the truth that the rows are held against. */
export class OutsideWorld {
  mood: Mood = "well";
  step = 0;
  readonly handOvers: HandOver[] = [];
  readonly #seed: string;
  readonly #now: () => number;
  readonly #byKey = new Map<string, HandOver[]>();
  /** Slow ones, that have not been answered. */
  #open: { handOver: HandOver; answer: () => void }[] = [];

  constructor(seed: string, now: () => number) {
    this.#seed = seed;
    this.#now = now;
  }

  /** What a sending thread does with a job. */
  send = (job: SendJob): Promise<SendResult> => {
    const earlier = this.#byKey.get(job.key) ?? [];
    const { content } = job;
    const handOver: HandOver = {
      key: job.key,
      channel: content.channel,
      endpoint: job.endpoint,
      transactional: "transactional" in content && content.transactional,
      toTeam: "team" in content && content.team !== undefined,
      at: this.#now(),
      step: this.step,
      attempt: earlier.length + 1,
      outcome: null,
    };
    this.handOvers.push(handOver);
    this.#byKey.set(job.key, [...earlier, handOver]);
    const answer = this.#answerTo(handOver);
    if (this.mood !== "slow") return answer();
    return new Promise((resolve) => {
      this.#open.push({ handOver, answer: () => resolve(answer()) });
    });
  };

  handOversOf(key: string): readonly HandOver[] {
    return this.#byKey.get(key) ?? [];
  }

  get openKeys(): ReadonlySet<string> {
    return new Set(this.#open.map(({ handOver }) => handOver.key));
  }

  /** Answers what is still open. */
  answerAll(): void {
    const open = this.#open;
    this.#open = [];
    for (const { answer } of open) answer();
  }

  /** Whoever waited for the answers is dead. */
  hangUp(): void {
    this.#open = [];
  }

  /** Drawn from the key and not in turn, so that the order of sending has no say in it. */
  #answerTo(handOver: HandOver): () => Promise<SendResult> {
    const random = seededRandom(`${this.#seed}:${handOver.key}:${handOver.attempt}`);
    const kind = random.pickWeighted([...answers], (answer) => weights[this.mood][answer]);
    const outcome = makeOutcome(kind, handOver.channel, random.integer(1, 7200) * 1000);
    return () => {
      handOver.outcome = outcome?.kind ?? "lost";
      if (!outcome) return Promise.reject(new Error("the sending thread broke"));
      return Promise.resolve({ outcome, rendered: null });
    };
  }
}

const answers = [
  "takes",
  "captures",
  "busy",
  "asks-to-wait",
  "refuses",
  "is-gone",
  "is-silent",
  "breaks",
] as const;
type Answer = (typeof answers)[number];

function mostly(answer: Answer, others: Partial<Record<Answer, number>> = {}): Record<Answer, number> {
  const none = Object.fromEntries(answers.map((known) => [known, 0])) as Record<Answer, number>;
  return { ...none, takes: 1, [answer]: 10, ...others };
}

const weights: Record<Mood, Record<Answer, number>> = {
  well: mostly("takes", { captures: 1 }),
  slow: mostly("takes", { busy: 1, "is-silent": 1 }),
  busy: mostly("busy", { "asks-to-wait": 5 }),
  flaky: mostly("takes", { busy: 6, "asks-to-wait": 3, refuses: 1, "is-silent": 2, breaks: 1 }),
  silent: mostly("is-silent"),
  refusing: mostly("refuses"),
  gone: mostly("is-gone", { refuses: 3 }),
};

/** As the real senders word it; null: the sending thread itself breaks. */
function makeOutcome(answer: Answer, channel: Channel, waitMs: number): DeliveryOutcome | null {
  const status = (code: number) => ({ status: code });
  switch (answer) {
    case "takes":
      return { kind: "sent" };
    case "captures":
      return { kind: "sent", captured: true };
    case "busy":
      if (channel === "email")
        return { kind: "retry", code: "email.deferred", values: { answer: "451 later" } };
      return {
        kind: "retry",
        code: channel === "webhook" ? "webhook.status" : "push.status",
        values: status(503),
      };
    case "asks-to-wait":
      if (channel === "email")
        return { kind: "retry", code: "email.no-connection", values: { answer: "refused" } };
      return {
        kind: "retry",
        code: channel === "webhook" ? "webhook.status" : "push.status",
        values: status(429),
        retryAfterMs: waitMs,
      };
    case "refuses":
      if (channel === "email") return { kind: "failed", code: "email.refused", values: { answer: "554 no" } };
      return {
        kind: "failed",
        code: channel === "webhook" ? "webhook.status" : "push.status",
        values: status(400),
      };
    case "is-gone":
      if (channel === "email")
        return { kind: "failed", code: "email.no-such-mailbox", values: { answer: "550" }, suppress: true };
      if (channel === "webhook") return { kind: "failed", code: "webhook.gone", values: {} };
      return { kind: "failed", code: "push.gone", values: {}, suppress: true };
    case "is-silent":
      if (channel === "webhook") return { kind: "retry", code: "webhook.timeout", values: {} };
      return { kind: "unknown", code: channel === "email" ? "email.timeout" : "push.timeout", values: {} };
    case "breaks":
      return null;
  }
}
