import { asc, eq } from "drizzle-orm";
import type { Database } from "#server/database/database.ts";
import { erasePerson } from "#server/notices/erase-person.ts";
import type { Profile } from "#server/store/profiles.ts";
import {
  findByRef,
  type ProfileRef,
  profileParameter,
  readProfileRef,
  unknownProfile,
  unknownProfileDocs,
} from "./find-profile.ts";
import { defineRoute, type Refusal, refuse } from "./route.ts";

/** Of customers that were kept, enough to name. */
const NAMED_MAX = 20;

/**
 * Whoever asks to be erased knows their address, and nothing that bears it may stay behind: neither another customer with
 * it, nor a visitor of whom only a web page has said it. A customer with an id of the shop's is not erased on the word of
 * a web page, which anybody can have it say: the program is told of them, to erase them by their id.
 */
export const eraseOneProfile = defineRoute({
  id: "eraseProfile",
  method: "DELETE",
  path: "/v1/profiles/{profile}",
  group: "Customers",
  summary: "Erase a customer",
  description:
    "For good: their events, messages, journeys and consents go with them. Only a keyed hash of an address that must not be written to stays. By address, all customers who have it are erased, and all visitors whom only a web page has named by it. A customer with an id of yours whom only a web page has named by it is kept, since anybody could have sent that, and the answer says so: erase them by your id when they are meant.",
  scope: "profiles:write",
  params: profileParameter("An address means everybody who has it, as said above."),
  answers: { 204: { description: "The customer is gone.", schema: null } },
  refusals: {
    ...unknownProfileDocs,
    409: "Everybody else with this address is gone, but customers with an id of yours have it only from a web page; `details` names them.",
  },
  async handle({ services, params, now }) {
    const ref = readProfileRef(params.profile);
    if ("refused" in ref) return ref;
    const meant = await findToErase(services.db, ref);
    if (meant.length === 0) return unknownProfile;
    const kept = ref.kind === "email" ? meant.filter(isCustomerByClaim) : [];
    const { live } = services.engine;
    for (const { id } of meant.filter((profile) => !kept.includes(profile)))
      await erasePerson({ ...services, live }, id, now);
    return kept.length > 0 ? keptBack(kept) : { status: 204, body: null };
  },
});

type Meant = Pick<Profile, "id" | "externalId" | "emailClaimed">;

/** Who is meant by an address: everybody who has it, those with it as their own first. */
async function findToErase(db: Database, ref: ProfileRef): Promise<Meant[]> {
  if (ref.kind !== "email") {
    const found = await findByRef(db, ref);
    return found ? [found] : [];
  }
  const { profiles } = db.tables;
  return await db.query
    .select({ id: profiles.id, externalId: profiles.externalId, emailClaimed: profiles.emailClaimed })
    .from(profiles)
    .where(eq(profiles.email, ref.email))
    .orderBy(asc(profiles.emailClaimed), asc(profiles.id));
}

function isCustomerByClaim({ externalId, emailClaimed }: Meant): boolean {
  return externalId !== null && emailClaimed;
}

function keptBack(kept: Meant[]): Refusal {
  const details = kept
    .slice(0, NAMED_MAX)
    .map(({ externalId }) => ({ path: `external:${externalId}`, message: "was kept" }));
  return refuse(
    409,
    "address-claimed",
    "Only a web page has named a customer of yours by this address, who was kept: erase them by your id",
    details,
  );
}
