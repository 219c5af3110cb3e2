import type { ApiKeyKind } from "#drizzle/tables.ts";
import { LEAVE_OUT, OTHER_VALUES } from "#server/hooks/plan.ts";
import { WOOCOMMERCE_HEADER } from "#server/hooks/woocommerce.ts";
import type { Scope } from "#server/http/scopes.ts";
import type { Hook, HookMapping, HookProof } from "#server/store/hooks.ts";

/** Where a shop's events can come from, in the order in which they are offered. */
export const sourceIds = ["site", "shopify", "woocommerce", "stripe", "segment", "http"] as const;
export type SourceId = (typeof sourceIds)[number];

/** A source that sends to the event API, with a key. */
interface KeySource {
  by: "key";
  /** What its keys are called, by the kinds that it can have; the first is made when none is said. */
  keyNames: Partial<Record<ApiKeyKind, string>>;
}

/** A source that sends to a hook, with all that the hook must know about it. */
export interface HookSource {
  by: "hook";
  hookName: string;
  proof: Pick<HookProof, "scheme" | "schemeOptions">;
  /** Whether the secret is made here and pasted there, or the other way round. */
  secretFrom: "here" | "there";
  mapping: HookMapping;
}

/** What a secret key that is made on the Connect page may do. */
export const SECRET_KEY_SCOPES: Scope[] = ["events:write"];

/** What has no name of its own here is left out: it says nothing about a customer, or does not say whose it is. */
const leavingOthersOut = (names: Record<string, string>) => ({ ...names, [OTHER_VALUES]: LEAVE_OUT });

export const sources: Record<SourceId, KeySource | HookSource> = {
  site: { by: "key", keyNames: { write: "Own site" } },
  shopify: {
    by: "hook",
    hookName: "Shopify",
    proof: { scheme: "shopify", schemeOptions: null },
    secretFrom: "there",
    mapping: {
      personKind: "email",
      // Orders, checkouts and customers have it in the same place. Carts and refunds name nobody.
      personPath: "email",
      eventPath: "header:x-shopify-topic",
      eventNames: leavingOthersOut({
        "orders/create": "Order Completed",
        "orders/cancelled": "Order Cancelled",
        "checkouts/create": "Checkout Started",
        "checkouts/update": "Checkout Started",
        "customers/create": "Signed Up",
      }),
      idPath: null,
    },
  },
  woocommerce: {
    by: "hook",
    hookName: "WooCommerce",
    proof: {
      scheme: "hmac",
      schemeOptions: { header: WOOCOMMERCE_HEADER, algorithm: "sha256", encoding: "base64" },
    },
    secretFrom: "here",
    mapping: {
      personKind: "email",
      personPath: "billing.email",
      eventPath: "header:x-wc-webhook-topic",
      eventNames: leavingOthersOut({ "order.created": "Order Completed" }),
      idPath: null,
    },
  },
  stripe: {
    by: "hook",
    hookName: "Stripe",
    proof: { scheme: "stripe", schemeOptions: null },
    secretFrom: "there",
    mapping: {
      personKind: "email",
      personPath: "data.object.customer_details.email",
      eventPath: "type",
      eventNames: leavingOthersOut({ "checkout.session.completed": "Order Completed" }),
      idPath: null,
    },
  },
  segment: { by: "key", keyNames: { write: "Segment in web pages", secret: "Segment on a server" } },
  http: { by: "key", keyNames: { secret: "HTTP" } },
};

type HookScheming = Pick<Hook, "scheme" | "schemeOptions">;

/** Whether a hook takes in what this source sends, whoever made it. */
export function isHookOf({ proof }: HookSource, { scheme, schemeOptions }: HookScheming): boolean {
  if (scheme !== proof.scheme) return false;
  return scheme !== "hmac" || schemeOptions?.header === proof.schemeOptions?.header;
}
