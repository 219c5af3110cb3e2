import { useTranslations } from "next-intl";
import { EventTable } from "./event-table.tsx";
import { HookAddressStep } from "./hook-address-step.tsx";
import type { HookStepsProps } from "./hook-steps-props.ts";
import { NewSecret } from "./new-secret.tsx";
import { Step, Steps } from "./steps.tsx";

export function WooCommerceSteps(props: HookStepsProps) {
  const t = useTranslations("connect");
  const { hook, address, secret, onSecret } = props;
  return (
    <Steps description={t("woocommerce.description")}>
      <HookAddressStep {...props} />
      <Step number={2} title={t("woocommerce.copy")}>
        <p className="text-muted">{t("woocommerce.copyHelp")}</p>
        {hook && address !== null && <NewSecret hook={hook} secret={secret} onMade={onSecret} />}
      </Step>
      <Step number={3} title={t("woocommerce.add")}>
        <p>{t.rich("woocommerce.addHelp", { b: (chunks) => <b>{chunks}</b> })}</p>
        <EventTable events={[{ there: t("woocommerce.orderCreated"), here: "Order Completed" }]} />
      </Step>
      <Step number={4} title={t("watch")}>
        <p>{t("woocommerce.watchHelp")}</p>
      </Step>
    </Steps>
  );
}
