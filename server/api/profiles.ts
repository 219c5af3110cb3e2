import { z } from "zod";
import { allowAgain, holdBackAgain } from "#server/bounces/allow-again.ts";
import { addressHash } from "#server/links.ts";
import { erasePerson } from "#server/notices/erase-person.ts";
import { readConsentLog } from "#server/store/consent-log.ts";
import { isRefusal } from "#server/store/lifted-suppressions.ts";
import { readProfileDetails } from "#server/store/profile-details.ts";
import { readStanding } from "#server/store/profile-standing.ts";
import { setTrackingOff } from "#server/store/profiles.ts";
import { listActiveRunsOf } from "#server/store/run-lists.ts";
import type { TimelineEntry } from "#server/store/timeline.ts";
import { findNode } from "#workflows/catalogue.ts";
import { allTags } from "#workflows/change.ts";
import { channelWords } from "#workflows/channel-words.ts";
import type { Graph } from "#workflows/graph.ts";
import { type Phrase, phrase } from "#workflows/phrase.ts";
import { wordReason } from "#workflows/reasons.ts";
import { editor, hasRole, notFound, router, viewer } from "./trpc.ts";
import { withoutConsentLinks } from "./without-consent-links.ts";

const PROFILES_PER_PAGE = 50;
const TIMELINE_PER_PAGE = 50;
const PROPERTIES_MAX_CHARS = 20_000;
const id = z.object({ id: z.number().int() });
const address = id.extend({ channel: z.enum(["email", "sms", "whatsapp"]) });

export const profilesRouter = router({
  list: viewer
    .input(
      z.object({
        search: z.string().max(200).default(""),
        cursor: z.number().int().optional(),
        limit: z.number().int().min(1).max(PROFILES_PER_PAGE).default(PROFILES_PER_PAGE),
      }),
    )
    .query(async ({ ctx, input }) => {
      const page = await ctx.reads.listProfiles({
        search: input.search,
        cursor: input.cursor ?? null,
        limit: input.limit,
      });
      return {
        ...page,
        profiles: page.profiles.map(({ attributes, updatedAt, phone, locale, ...shown }) => shown),
      };
    }),

  get: viewer.input(id).query(async ({ ctx, input }) => {
    const details = await readProfileDetails(ctx.db, input.id, (channel, address) =>
      addressHash(ctx.keys, channel, address),
    );
    if (!details) throw notFound("profile");
    const runs = await listActiveRunsOf(ctx.db, input.id);
    const activeRuns = runs.map(({ graph, nodeId, ...run }) => ({
      ...run,
      nodeLabel: labelOf(graph, nodeId),
    }));
    const suppressed = details.suppressed.map((entry) => ({ ...entry, isRefusal: isRefusal(entry.reason) }));
    const standing = await readStanding(ctx.db, input.id);
    const tags = allTags(standing.tags, details.attributes);
    return { ...details, ...standing, tags, suppressed, activeRuns };
  }),

  timeline: viewer.input(id.extend({ cursor: z.number().optional() })).query(async ({ ctx, input }) => {
    const before = input.cursor ?? Number.MAX_SAFE_INTEGER;
    const page = await ctx.reads.readTimeline({ profileId: input.id, before, limit: TIMELINE_PER_PAGE });
    const items = page.entries.map(showEntry);
    const shown = hasRole(ctx.person, "editor") ? items : withoutConsentLinks(items);
    return { items: shown, nextCursor: page.nextBefore };
  }),

  consentLog: viewer.input(id).query(async ({ ctx, input }) => ({
    entries: await readConsentLog(ctx.db, input.id),
  })),

  /** As if the shop had sent it now. */
  recordEvent: editor
    .input(
      id.extend({
        name: z.string().trim().min(1, "Choose an event").max(200),
        properties: z
          .record(z.string(), z.unknown())
          .default({})
          .refine(
            (value) => JSON.stringify(value).length <= PROPERTIES_MAX_CHARS,
            "The properties are too long",
          ),
      }),
    )
    .mutation(async ({ ctx, input }) => {
      const at = ctx.clock.now();
      const recorded = await ctx.engine.record(input.id, {
        name: input.name,
        at,
        properties: input.properties,
      });
      if (!recorded) throw notFound("profile");
      return {};
    }),

  /** Whether links in what this person gets note clicks, and a picture the opening. */
  setTracking: editor.input(id.extend({ off: z.boolean() })).mutation(async ({ ctx, input }) => {
    const found = await ctx.db.transaction((tx) => setTrackingOff(tx, input.id, input.off));
    if (!found) throw notFound("profile");
    return {};
  }),

  /** An address that must not be written to may be again; what the person agreed to grows no wider by it. */
  allowAgain: editor.input(address).mutation(async ({ ctx, input }) => {
    const wanted = { profileId: input.id, channel: input.channel, by: ctx.person.name, at: ctx.clock.now() };
    const services = { live: ctx.engine.live, keys: ctx.keys };
    if (!(await ctx.db.transaction((tx) => allowAgain(tx, services, wanted)))) throw notFound("entry");
    await ctx.engine.profileChanged(input.id);
    return {};
  }),

  /** Takes that back. */
  holdBackAgain: editor.input(address).mutation(async ({ ctx, input }) => {
    const wanted = { profileId: input.id, channel: input.channel, by: ctx.person.name, at: ctx.clock.now() };
    const services = { live: ctx.engine.live, keys: ctx.keys };
    if (!(await ctx.db.transaction((tx) => holdBackAgain(tx, services, wanted)))) throw notFound("entry");
    await ctx.engine.profileChanged(input.id);
    return {};
  }),

  erase: editor.input(id).mutation(async ({ ctx, input }) => {
    await erasePerson({ ...ctx, live: ctx.engine.live }, input.id, ctx.clock.now());
    return {};
  }),
});

function showEntry(entry: TimelineEntry) {
  const key = `${entry.kind}-${entry.id}`;
  const { at } = entry;
  switch (entry.kind) {
    case "event":
      return {
        ...{ key, at, kind: "event" as const, id: entry.id },
        ...{ name: entry.name, properties: entry.properties },
      };
    case "history": {
      const text = wordReason(entry.code, entry.values);
      const nodeLabel = entry.graph && labelOf(entry.graph, entry.nodeId);
      return {
        key,
        at,
        kind: "history" as const,
        text,
        code: entry.code,
        workflow: entry.workflow,
        nodeLabel,
      };
    }
    case "message": {
      const { id, channel, status, captured, text } = entry;
      return {
        key,
        at,
        kind: "message" as const,
        id,
        channel,
        status,
        captured,
        text,
      };
    }
    case "click": {
      const { messageId, text, url } = entry;
      return { key, at, kind: "click" as const, messageId, text, url };
    }
    case "consent": {
      const values = { channel: channelWords[entry.channel], topic: entry.topic };
      const text = { ...consentWords[entry.state], values };
      return { key, at, kind: "consent" as const, text, source: entry.source };
    }
    case "segment":
      return { key, at, kind: "segment" as const, entered: entry.entered, segment: entry.segment };
    case "note":
      return { key, at, kind: "note" as const, text: entry.text, by: entry.by };
  }
}

const consentWords = {
  unknown: phrase("Has not said anything about {channel} messages ({topic})"),
  pending: phrase("Was asked to confirm {channel} messages ({topic})"),
  granted: phrase("Agreed to {channel} messages ({topic})"),
  withdrawn: phrase("Unsubscribed from {channel} messages ({topic})"),
};

export function labelOf(graph: Graph, nodeId: string | null): Phrase | null {
  const type = graph.nodes.find((node) => node.id === nodeId)?.type;
  return type ? (findNode(type)?.label ?? type) : null;
}
