import type { Steps } from "#server/database/database.ts";
import { lastReminderOf } from "#server/store/messages.ts";
import type { Profile } from "#server/store/profiles.ts";
import { runsOfCart } from "#server/store/runs.ts";
import { type Cart, cartTotal } from "#workflows/cart.ts";
import type { TriggerEvent } from "#workflows/node.ts";
import type { StepServices } from "./step.ts";

/** Recorded when a cart is ordered after a workflow wrote about it. */
export const CART_RECOVERED_EVENT = "Cart Recovered";

/** Says of each ordered cart that somebody was reminded of which workflow and step brought it back. */
export function* recoverCarts(
  services: StepServices,
  profile: Profile,
  ordered: Cart[],
  order: TriggerEvent,
  now: number,
): Steps<void> {
  for (const cart of ordered) {
    for (const run of yield* runsOfCart(profile.id, cart.openedAt)) {
      if (run.state.data.cartKey !== cart.cartKey) continue;
      const message = yield* lastReminderOf(run.id, order.at);
      if (!message) continue;
      const properties = {
        cart_id: cart.cartKey,
        order_id: order.properties.order_id ?? null,
        total: cartTotal(cart.items),
        workflow_id: run.workflowId,
        node_id: message.nodeId,
        channel: message.channel,
      };
      const recovered = { name: CART_RECOVERED_EVENT, at: order.at, properties, depth: order.depth };
      yield* services.reactions.event(services, profile, recovered, now);
      break;
    }
  }
}
