import { z } from "zod";
import {
  changeNote,
  insertNote,
  listNotes,
  NOTE_MAX_CHARS,
  type ProfileNote,
  removeNote,
} from "#server/store/profile-notes.ts";
import { findProfile } from "#server/store/profiles.ts";
import { editor, notFound, router, viewer } from "./trpc.ts";

const text = z.string().trim().min(1, "Write something").max(NOTE_MAX_CHARS, "At most 5,000 characters");
const profile = z.object({ profileId: z.number().int() });
const note = profile.extend({ id: z.number().int() });
/** A removed note as it was, and that it was so: what is put back has the name of whoever wrote it. */
const removed = z.object({ note: z.string().max(NOTE_MAX_CHARS * 8), signature: z.string().max(100) });
const REMOVED = "removed-note";

/** What the team writes down about a person. */
export const profileNotesRouter = router({
  list: viewer.input(profile).query(async ({ ctx, input }) => ({
    notes: await listNotes(ctx.db, input.profileId),
  })),

  add: editor.input(profile.extend({ text })).mutation(async ({ ctx, input }) => {
    const { profileId } = input;
    const row = { profileId, text: input.text, byUserId: ctx.person.id, at: ctx.clock.now() };
    const id = await ctx.db.transaction(function* (tx) {
      return (yield* findProfile(profileId)) ? yield* insertNote(tx, row) : null;
    });
    if (id === null) throw notFound("profile");
    return { id };
  }),

  change: editor.input(note.extend({ text })).mutation(async ({ ctx, input }) => {
    if (!(await ctx.db.transaction((tx) => changeNote(tx, input)))) throw notFound("note");
    return {};
  }),

  /** Answers with what puts it back. */
  remove: editor.input(note).mutation(async ({ ctx, input }) => {
    const row = await ctx.db.transaction((tx) => removeNote(tx, input));
    if (!row) throw notFound("note");
    const written = JSON.stringify(row);
    return { note: written, signature: ctx.keys.sign(REMOVED, written) };
  }),

  restore: editor.input(removed).mutation(async ({ ctx, input }) => {
    if (!ctx.keys.isSigned(REMOVED, input.note, input.signature)) throw notFound("note");
    const { id: _, ...row } = JSON.parse(input.note) as ProfileNote;
    const restored = await ctx.db.transaction(function* (tx) {
      return (yield* findProfile(row.profileId)) ? yield* insertNote(tx, row) : null;
    });
    if (restored === null) throw notFound("profile");
    return { id: restored };
  }),
});
