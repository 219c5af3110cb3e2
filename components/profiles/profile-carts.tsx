"use client";

import { useQuery } from "@tanstack/react-query";
import { ShoppingCart } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { useApi } from "#components/api.ts";
import type { Profile } from "#components/shell/outputs.ts";
import { useNow } from "#components/shell/session.tsx";
import { Card, CardBody, CardHeader } from "#components/ui/card.tsx";
import { TimeAgo } from "#components/ui/time-ago.tsx";
import { cartTotal } from "#workflows/cart.ts";
import { formatMoney } from "./money.ts";

/** The person's open carts that have something in them; nothing when there are none. */
export function ProfileCarts({ carts }: { carts: Profile["carts"] }) {
  const api = useApi();
  const t = useTranslations("profiles.carts");
  const locale = useLocale();
  const now = useNow();
  const settings = useQuery(api.settings.get.queryOptions());
  const currency = settings.data?.currency ?? null;
  const open = carts.filter((cart) => cart.status === "open" && cart.items.length > 0);
  if (open.length === 0) return null;
  return (
    <Card>
      <CardHeader title={t("title", { count: open.length })} />
      <CardBody className="flex flex-col gap-5">
        {open.map((cart) => (
          <div key={cart.cartKey} className="flex items-start gap-3">
            <ShoppingCart aria-hidden="true" className="mt-0.5 size-4 shrink-0 text-muted" />
            <div className="min-w-0 flex-1 text-sm">
              <ul className="flex flex-col gap-1">
                {cart.items.map((item) => (
                  <li key={item.id} className="flex justify-between gap-4">
                    <span className="min-w-0 [overflow-wrap:anywhere]">
                      {item.quantity} × {item.name}
                    </span>
                    <span data-figures>{formatMoney(item.price * item.quantity, currency, locale)}</span>
                  </li>
                ))}
              </ul>
              <p className="mt-2 flex justify-between gap-4 border-t pt-2">
                <span className="text-muted">
                  {t.rich("changed", { ago: () => <TimeAgo at={cart.changedAt} now={now} /> })}
                </span>
                <span data-figures className="font-medium">
                  {formatMoney(cartTotal(cart.items), currency, locale)}
                </span>
              </p>
            </div>
          </div>
        ))}
      </CardBody>
    </Card>
  );
}
