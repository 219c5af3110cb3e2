import type { SimulatedMessage, SimulatedStep, Simulation } from "#components/workflows/outputs.ts";

/** What came of a test, once it is over. */
export interface TestReport {
  /** How long it took on the clock, in milliseconds. */
  tookMs: number;
  messages: { at: number; channel: SimulatedMessage["channel"]; name: string }[];
  /** Messages that a rule left out. */
  skipped: number;
  /** Those that were to fail. */
  failed: number;
}

export function reportOf({ steps, startAt, end }: Pick<Simulation, "steps" | "startAt" | "end">): TestReport {
  const last = end?.at ?? steps.at(-1)?.at ?? startAt;
  return {
    tookMs: last - startAt,
    messages: steps.flatMap((step) => (step.kind === "message" ? [messageLine(step)] : [])),
    skipped: steps.filter(({ kind }) => kind === "skipped").length,
    failed: steps.filter(({ kind }) => kind === "failed").length,
  };
}

function messageLine({ at, message, sending }: SimulatedStep): TestReport["messages"][number] {
  return { at, channel: sending?.channel ?? "email", name: message ? nameOf(message) : "" };
}

/** What a message is called: its subject or title, else how its text begins. */
function nameOf(message: SimulatedMessage): string {
  switch (message.channel) {
    case "email":
      return message.subject;
    case "web-push":
      return message.title;
    case "in-app":
      return message.title || message.body;
    case "sms":
    case "whatsapp":
      return message.body;
    case "webhook":
      return message.url;
  }
}
