"use client";

import { useTranslations } from "next-intl";
import { useFormChoices } from "../form-context.tsx";
import { NameMenu } from "./name-menu.tsx";

/** The names of the Segment e-commerce specification, which trackers send without being told. */
const STANDARD_EVENTS = [
  "Signed Up",
  "Product Viewed",
  "Product Added",
  "Product Removed",
  "Cart Viewed",
  "Checkout Started",
  "Checkout Updated",
  "Order Completed",
  "Order Refunded",
];

type Props = {
  value: string;
  onChange(name: string): void;
  placeholder?: string;
  "aria-label"?: string;
};

/** The name of an event: chosen from those that have arrived and the standard ones, or typed freely. */
export function EventNameInput(props: Props) {
  const t = useTranslations("config-form.events");
  const { eventNames } = useFormChoices();
  const others = STANDARD_EVENTS.filter((name) => !eventNames.includes(name));
  return (
    <NameMenu
      {...props}
      menuLabel={t("choose")}
      groups={[
        { label: t("sent"), names: eventNames },
        { label: t("standard"), names: others },
      ]}
    />
  );
}
