import { condition } from "./condition.ts";
import { schedule } from "./triggers/schedule.ts";

/** Whom to let in by hand, or null for everybody: a rule about the person, as nothing else is known of them yet. */
export const whom = condition.nullable().refine((rule) => schedule.config.shape.who.safeParse(rule).success, {
  error: "Nothing comes with a start by hand, so only use rules about the person",
});
