import { EventTable } from "./event-table.tsx";
import { HookAddressStep } from "./hook-address-step.tsx";
import type { HookStepsProps } from "./hook-steps-props.ts";
import { SecretField } from "./secret-field.tsx";
import { Step, Steps } from "./steps.tsx";

const EVENTS = [
  { there: "Order creation", here: "Order Completed" },
  { there: "Checkout update", here: "Checkout Started, then Checkout Updated" },
  { there: "Customer creation", here: "Signed Up" },
  { there: "Order cancellation", here: "Order Cancelled" },
];

export function ShopifySteps(props: HookStepsProps) {
  return (
    <Steps description="Done in Shopify’s own settings, without an app.">
      <HookAddressStep {...props} />
      <Step number={2} title="Create webhooks in Shopify">
        <p>
          In Shopify, open <b>Settings</b>, then <b>Notifications</b>, then <b>Webhooks</b>. Create one
          webhook for each of these events that you want, with the format <b>JSON</b> and the address of step
          1.
        </p>
        <EventTable events={EVENTS} />
        <p className="text-muted">
          Carts and refunds are left out, because Shopify does not say there whose they are. For carts, put
          the code of “Your own site” on your shop.
        </p>
      </Step>
      <Step number={3} title="Paste Shopify’s secret">
        <p>
          On the same page Shopify says “Your webhooks will be signed with” and a long secret. Copy it to
          here.
        </p>
        <SecretField key={props.hook?.id} hook={props.hook} from="Shopify" />
      </Step>
      <Step number={4} title="Watch the light">
        <p>
          Place an order, or send a test notification from the menu of a webhook in Shopify. Its test is about
          a made-up person, whom you can erase afterwards.
        </p>
      </Step>
    </Steps>
  );
}
