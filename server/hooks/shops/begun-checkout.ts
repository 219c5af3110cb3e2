import type { Database } from "#server/database/database.ts";
import { findCart } from "#server/store/carts.ts";
import type { Hook } from "#server/store/hooks.ts";
import { findNamedPerson } from "#server/store/named-person.ts";
import { CHECKOUT_STARTED, CHECKOUT_UPDATED, cartKeyOf } from "#workflows/cart.ts";
import type { Plan } from "../plan.ts";

/**
 * The plan with the event's right name. Shopify tells of every change of a checkout, and often of the first one before
 * it knows whose it is: the first that names the person is the start, and those after it are changes.
 */
export async function nameBegunCheckout(
  db: Database,
  { scheme }: Pick<Hook, "scheme">,
  plan: Plan,
): Promise<Plan> {
  if (scheme !== "shopify" || plan.kind !== "event" || plan.eventName !== CHECKOUT_STARTED) return plan;
  const { person, properties, eventName: name } = plan;
  const cartKey = cartKeyOf({ name, at: 0, properties });
  if (cartKey === null) return plan;
  const cart = await db.transaction(function* () {
    const profile = yield* findNamedPerson(person);
    return profile ? yield* findCart(profile.id, cartKey) : undefined;
  });
  return cart ? { ...plan, eventName: CHECKOUT_UPDATED } : plan;
}
