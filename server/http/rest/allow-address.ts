import { z } from "zod";
import { allowAgain } from "#server/bounces/allow-again.ts";
import { addressHash } from "#server/links.ts";
import { isRefusal } from "#server/store/lifted-suppressions.ts";
import { readProfileDetails } from "#server/store/profile-details.ts";
import {
  changedProfileParameter,
  findByRef,
  readProfileRef,
  unknownProfile,
  unknownProfileDocs,
} from "./find-profile.ts";
import { defineRoute, refuse } from "./route.ts";

const BY = "A program";
const channel = z.enum(["email", "sms", "whatsapp"]);

/** What a person wanted is not undone on the word of a program: somebody signed in has to see it and say so. */
export const allowAddress = defineRoute({
  id: "allowAddress",
  method: "DELETE",
  path: "/v1/profiles/{profile}/suppressions/{channel}",
  group: "Customers",
  summary: "Allow an address again",
  description:
    "After a bounce that is mended: an address of the customer that must not be written to may be again. What they agreed to stays as it is.",
  scope: "profiles:write",
  params: {
    ...changedProfileParameter,
    channel: { description: "email, sms or whatsapp.", example: "email" },
  },
  answers: { 204: { description: "The address may be written to again.", schema: null } },
  refusals: {
    404: `${unknownProfileDocs[404]} Or this address of theirs is not held back.`,
    409: "They have complained or left, as far as is known; that can only be lifted in the app.",
  },
  async handle({ services, params, now: at }) {
    const ref = readProfileRef(params.profile);
    if ("refused" in ref) return ref;
    const found = await findByRef(services.db, ref);
    if (!found) return unknownProfile;
    const { db, keys, engine } = services;
    const details = await readProfileDetails(db, found.id, (name, address) =>
      addressHash(keys, name, address),
    );
    const wanted = channel.safeParse(params.channel);
    const entry = details?.suppressed.find((one) => one.channel === wanted.data);
    if (!wanted.success || !entry) return refuse(404, "not-suppressed", "This address is not held back");
    if (isRefusal(entry.reason))
      return refuse(409, "left", "They have complained or left; that can only be lifted in the app");
    const lift = { profileId: found.id, channel: wanted.data, by: BY, at };
    await db.transaction((tx) => allowAgain(tx, { live: engine.live, keys }, lift));
    await engine.profileChanged(found.id);
    return { status: 204, body: null };
  },
});
