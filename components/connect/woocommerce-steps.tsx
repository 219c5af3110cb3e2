import { EventTable } from "./event-table.tsx";
import { HookAddressStep } from "./hook-address-step.tsx";
import type { HookStepsProps } from "./hook-steps-props.ts";
import { NewSecret } from "./new-secret.tsx";
import { Step, Steps } from "./steps.tsx";

const EVENTS = [{ there: "Order created", here: "Order Completed" }];

export function WooCommerceSteps(props: HookStepsProps) {
  const { hook, address, secret, onSecret } = props;
  return (
    <Steps description="Done in the settings of WooCommerce, without a plugin.">
      <HookAddressStep {...props} />
      <Step number={2} title="Copy the secret">
        <p className="text-muted">
          WooCommerce signs with it what it sends, so that nobody else can send orders.
        </p>
        {hook && address !== null && <NewSecret hook={hook} secret={secret} onMade={onSecret} />}
      </Step>
      <Step number={3} title="Add a webhook in WooCommerce">
        <p>
          In WordPress, open <b>WooCommerce</b>, then <b>Settings</b>, <b>Advanced</b>, <b>Webhooks</b>, and
          add a webhook. Set its status to <b>Active</b>, choose this topic, and fill in the address as the
          delivery URL and the secret. Leave the rest as it is, and save.
        </p>
        <EventTable events={EVENTS} />
      </Step>
      <Step number={4} title="Watch the light">
        <p>Place an order in your shop. It shows below within seconds.</p>
      </Step>
    </Steps>
  );
}
