import type { Duration } from "../duration.ts";
import type { RecipeNeed, Step } from "./recipe.ts";

/** The texts of an email of a recipe, in one language. */
interface EmailTexts {
  subject: string;
  preview?: string;
  body: string;
  buttonLabel?: string;
  buttonUrl?: string;
}

interface PushTexts {
  title: string;
  body: string;
  url?: string;
}

type Place = Pick<Step, "to" | "column" | "row"> & { transactional?: boolean };

/** How many in a hundred get nothing, so that the shop sees what the messages bring. */
export const HOLDOUT_PERCENT = 10;

/** An email in English, with its Chinese variant. */
export function email(id: string, en: EmailTexts, zh: EmailTexts, place: Place = {}): Step {
  return message("send-email", id, en, zh, place);
}

/** A notification in English, with its Chinese variant. */
export function push(id: string, en: PushTexts, zh: PushTexts, place: Place = {}): Step {
  return message("send-web-push", id, en, zh, place);
}

export function wait(id: string, amount: number, unit: Duration["unit"], place: Place = {}): Step {
  return { id, type: "delay", config: { duration: { amount, unit } }, ...place };
}

/** Waits until a day that the profile knows of; `to` says where each of its ports leads. */
export function waitUntilDay(
  id: string,
  day: { attribute: string; offsetDays: number; time: string },
  to: { next: string; passed?: string },
): Step {
  return { id, type: "delay", config: { mode: "date", ...day }, to };
}

/** Leaves a share of people out; everybody else goes on to `next`. */
export function holdout(next: string, place: Place = {}): Step {
  const arms = [{ id: "messages", label: "Gets the messages", weight: 1 }];
  const config = { arms, holdoutPercent: HOLDOUT_PERCENT };
  return { id: "holdout", type: "split", config, ...place, to: { messages: next } };
}

export const HOLDOUT_ADVICE =
  "One person in ten gets nothing, so that you can compare what the messages bring. With few customers, take the step out.";

export const needsEmail: RecipeNeed = {
  kind: "channel",
  name: "email",
  why: "Its messages are emails. Until emails leave, they are kept here to read.",
};

function message(type: string, id: string, en: object, zh: object, place: Place): Step {
  const { transactional, ...where } = place;
  const config = { ...en, ...(transactional ? { transactional } : {}), variants: { zh } };
  return { id, type, config, ...where };
}
