import * as z from "zod/mini";
import { condition, readsData } from "./condition.ts";

/** A rule about people alone, as a segment has it: it is asked of everybody, and no run brings values of its own. */
export const segmentRule = condition.check(
  z.refine((rule) => !readsData(rule), {
    error: "A segment is about people, so values of a run cannot be used",
  }),
);
