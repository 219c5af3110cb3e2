import { z } from "zod";
import { addressHash } from "#server/links.ts";
import { readProfileDetails } from "#server/store/profile-details.ts";
import { readTags } from "#server/store/profile-tags.ts";
import { allTags } from "#workflows/change.ts";
import { page, pageQuery } from "./common-schemas.ts";
import { writeCursor } from "./cursor.ts";
import { profileOfPath, readProfileParameter, unknownProfile, unknownProfileDocs } from "./find-profile.ts";
import { profile, profileSummary, showProfile, showProfileSummary } from "./profile-schemas.ts";
import { defineRoute, type RestServices } from "./route.ts";

const SEARCH_MAX_CHARS = 200;

export const searchProfiles = defineRoute({
  id: "searchProfiles",
  method: "GET",
  path: "/v1/profiles",
  group: "Customers",
  summary: "List or search customers",
  description: "The newest first.",
  scope: "profiles:read",
  query: pageQuery().extend({
    search: z
      .string()
      .max(SEARCH_MAX_CHARS, `is longer than ${SEARCH_MAX_CHARS} characters`)
      .default("")
      .describe("Beginnings of words of a name, an address, a phone or your id, in any order.")
      .meta({ examples: ["ana@"] }),
  }),
  answers: { 200: { description: "A page of customers.", schema: page(profileSummary) } },
  async handle({ services, query: { search, cursor, limit } }) {
    const found = await services.reads.listProfiles({ search, cursor: cursor?.[0] ?? null, limit });
    const nextCursor = found.nextCursor === null ? null : writeCursor(found.nextCursor);
    return { status: 200, body: { data: found.profiles.map(showProfileSummary), nextCursor } };
  },
});

export const getProfile = defineRoute({
  id: "getProfile",
  method: "GET",
  path: "/v1/profiles/{profile}",
  group: "Customers",
  summary: "Read a customer",
  scope: "profiles:read",
  params: readProfileParameter,
  answers: { 200: { description: "The customer.", schema: profile } },
  refusals: unknownProfileDocs,
  async handle({ services, params }) {
    const found = await profileOfPath(services.db, params);
    if ("refused" in found) return found;
    const body = await readShown(services, found.id);
    return body ? { status: 200, body } : unknownProfile;
  },
});

/** A customer as the API shows one; null when it is gone. */
export async function readShown(
  { db, keys }: RestServices,
  id: number,
): Promise<z.output<typeof profile> | null> {
  const details = await readProfileDetails(db, id, (channel, address) => addressHash(keys, channel, address));
  return (
    details &&
    showProfile({ ...details, tags: allTags((await readTags(db, [id])).get(id) ?? [], details.attributes) })
  );
}
