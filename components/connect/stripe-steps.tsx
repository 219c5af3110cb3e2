import { useTranslations } from "next-intl";
import { EventTable } from "./event-table.tsx";
import { HookAddressStep } from "./hook-address-step.tsx";
import type { HookStepsProps } from "./hook-steps-props.ts";
import { SecretField } from "./secret-field.tsx";
import { Step, Steps } from "./steps.tsx";

const EVENTS = [{ there: "checkout.session.completed", here: "Order Completed" }];

export function StripeSteps(props: HookStepsProps) {
  const t = useTranslations("connect");
  return (
    <Steps description={t("stripe.description")}>
      <HookAddressStep {...props} />
      <Step number={2} title={t("stripe.add")}>
        <p>{t.rich("stripe.addHelp", { b: (chunks) => <b>{chunks}</b> })}</p>
        <EventTable events={EVENTS} />
        <p className="text-muted">{t("stripe.others")}</p>
      </Step>
      <Step number={3} title={t("stripe.paste")}>
        <p>{t("stripe.pasteHelp")}</p>
        <SecretField key={props.hook?.id} hook={props.hook} from="Stripe" placeholder="whsec_…" />
        <p className="text-muted">{t("stripe.test")}</p>
      </Step>
      <Step number={4} title={t("watch")}>
        <p>{t("stripe.watchHelp")}</p>
      </Step>
    </Steps>
  );
}
