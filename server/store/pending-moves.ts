import { eq, isNotNull } from "drizzle-orm";
import type { Move, OldMove } from "#drizzle/tables.ts";
import { prepared, run, type Steps, statement, type Transaction } from "#server/database/database.ts";
import type { PeopleAnswers } from "#workflows/people-inside.ts";

const moving = statement<Record<string, never>>()((query, { workflows }) =>
  query.select({ id: workflows.id, move: workflows.move }).from(workflows).where(isNotNull(workflows.move)),
);

/** What follows from the answers given at a publication: whoever is to stay goes on with what was begun for an earlier one. */
export function moveAfter(pending: Move | OldMove | null, people: PeopleAnswers, versionId: number): Move {
  const move = { ...people, versionId, afterRunId: 0 };
  const leavesSome = people.kind === "stay" || Object.values(people.answers).includes("stay");
  return pending && leavesSome ? { ...move, earlier: readMove(pending) } : move;
}

/** The workflows whose people are still to be moved to their live version. */
export function* pendingMoves(): Steps<{ id: number; move: Move }[]> {
  const rows = yield* prepared(moving, {});
  return rows.flatMap(({ id, move }) => (move ? [{ id, move: readMove(move) }] : []));
}

/** The versions that a move may bring people to, which need not be live any more. */
export function targetVersionIds({ versionId, earlier }: Move): number[] {
  return earlier ? [versionId, ...targetVersionIds(earlier)] : [versionId];
}

/** Keeps how far a move got; null when it is done. */
export function* saveMove(tx: Transaction, id: number, move: Move | null): Steps<void> {
  const { workflows } = tx.tables;
  yield* run(tx.query.update(workflows).set({ move }).where(eq(workflows.id, id)));
}

function readMove(move: Move | OldMove): Move {
  if (!("exit" in move)) return move;
  const { exit, ...rest } = move;
  return { ...rest, kind: exit ? "exit" : "move", answers: {} };
}
