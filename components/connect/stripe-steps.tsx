import { EventTable } from "./event-table.tsx";
import { HookAddressStep } from "./hook-address-step.tsx";
import type { HookStepsProps } from "./hook-steps-props.ts";
import { SecretField } from "./secret-field.tsx";
import { Step, Steps } from "./steps.tsx";

const EVENTS = [{ there: "checkout.session.completed", here: "Order Completed" }];

export function StripeSteps(props: HookStepsProps) {
  return (
    <Steps description="Done in Stripe’s dashboard. For shops that take payments with Stripe Checkout or payment links.">
      <HookAddressStep {...props} />
      <Step number={2} title="Add a webhook in Stripe">
        <p>
          In Stripe, open <b>Developers</b>, then <b>Webhooks</b>, and add a destination. Choose this event,
          then <b>Webhook endpoint</b>, and fill in the address of step 1.
        </p>
        <EventTable events={EVENTS} />
        <p className="text-muted">Other events may be sent too. They are left out.</p>
      </Step>
      <Step number={3} title="Paste Stripe’s secret">
        <p>Stripe shows it on the page of the new webhook as the signing secret.</p>
        <SecretField key={props.hook?.id} hook={props.hook} from="Stripe" placeholder="whsec_…" />
        <p className="text-muted">
          Stripe’s test mode has webhooks and secrets of its own. To try it there first, connect it as another
          one.
        </p>
      </Step>
      <Step number={4} title="Watch the light">
        <p>Pay once through your checkout. It shows below within seconds.</p>
      </Step>
    </Steps>
  );
}
