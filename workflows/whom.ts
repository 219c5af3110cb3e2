import * as z from "zod/mini";
import { condition } from "./condition.ts";
import { schedule } from "./triggers/schedule.ts";

/** A rule about the person alone, as nothing else is known of somebody who is let in from a list. */
export const whomRule = condition.check(
  z.refine((rule) => schedule.config.shape.who.safeParse(rule).success, {
    error: "Nothing comes with a start by hand, so only use rules about the person",
  }),
);

/** Whom to let in by hand, or null for everybody. */
export const whom = z.nullable(whomRule);
