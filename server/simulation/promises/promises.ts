import { changesKept } from "./changes-kept.ts";
import type { Checker } from "./checker.ts";
import { endsFinal } from "./ends-final.ts";
import { entriesAccounted } from "./entries-accounted.ts";
import { eventsKept } from "./events-kept.ts";
import { exitsObeyed } from "./exits-obeyed.ts";
import { goalsCounted } from "./goals-counted.ts";
import { identitiesKept } from "./identities-kept.ts";
import { neverStalled } from "./never-stalled.ts";
import { peopleCounted } from "./people-counted.ts";
import { reasonsGiven } from "./reasons-given.ts";
import { rulesKept } from "./rules-kept.ts";
import { segmentsFollowed } from "./segments-followed.ts";
import { sentOnce } from "./sent-once.ts";
import { staleDropped } from "./stale-dropped.ts";
import { timesRight } from "./times-right.ts";
import { versionsPinned } from "./versions-pinned.ts";
import { visitsComplete } from "./visits-complete.ts";

/** Nothing goes wrong inside that nobody made go wrong. */
function noComplaints(): Checker {
  return { check: ({ complaints }) => complaints.map((complaint) => `the engine complained: ${complaint}`) };
}

const makers = {
  "accepted events are kept, once": eventsKept,
  "nothing is sent twice": sentOnce,
  "no run stalls": neverStalled,
  "waits end at their time": timesRight,
  "what is too old after a pause is dropped": staleDropped,
  "goals are counted": goalsCounted,
  "everything has its reason": reasonsGiven,
  "sending keeps the rules": rulesKept,
  "runs stay in their version": versionsPinned,
  "every visit is a row": visitsComplete,
  "people are counted at steps": peopleCounted,
  "entries are accounted for": entriesAccounted,
  "segments follow their rules": segmentsFollowed,
  "exits are obeyed": exitsObeyed,
  "what has ended stays so": endsFinal,
  "everybody keeps what is theirs": identitiesKept,
  "changes are made once": changesKept,
  "the engine has nothing to complain of": noComplaints,
} satisfies Record<string, () => Checker>;

export type PromiseName = keyof typeof makers;

/** Checkers for one simulation, by the promise that they watch over. */
export function makeCheckers(): [PromiseName, Checker][] {
  return (Object.keys(makers) as PromiseName[]).map((name) => [name, makers[name]()]);
}
