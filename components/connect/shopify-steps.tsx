import { useTranslations } from "next-intl";
import { EventTable } from "./event-table.tsx";
import { HookAddressStep } from "./hook-address-step.tsx";
import type { HookStepsProps } from "./hook-steps-props.ts";
import { SecretField } from "./secret-field.tsx";
import { Step, Steps } from "./steps.tsx";

export function ShopifySteps(props: HookStepsProps) {
  const t = useTranslations("connect");
  const events = [
    { there: t("shopify.orderCreation"), here: "Order Completed" },
    { there: t("shopify.checkoutUpdate"), here: t("shopify.checkoutEvents") },
    { there: t("shopify.customerCreation"), here: "Signed Up" },
    { there: t("shopify.orderCancellation"), here: "Order Cancelled" },
  ];
  return (
    <Steps description={t("shopify.description")}>
      <HookAddressStep {...props} />
      <Step number={2} title={t("shopify.create")}>
        <p>{t.rich("shopify.createHelp", { b: (chunks) => <b>{chunks}</b> })}</p>
        <EventTable events={events} />
        <p className="text-muted">{t("shopify.leftOut")}</p>
      </Step>
      <Step number={3} title={t("shopify.paste")}>
        <p>{t("shopify.pasteHelp")}</p>
        <SecretField key={props.hook?.id} hook={props.hook} from="Shopify" />
      </Step>
      <Step number={4} title={t("watch")}>
        <p>{t("shopify.watchHelp")}</p>
      </Step>
    </Steps>
  );
}
