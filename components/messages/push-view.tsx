"use client";

import { Monitor, Smartphone } from "lucide-react";
import { useState } from "react";
import { useSay } from "#components/say.tsx";
import { Card, CardBody, CardHeader } from "#components/ui/card.tsx";
import { pushOptions } from "#workflows/actions/push-options.ts";
import { Fact, FactList, Goal } from "./fact-list.tsx";
import { numbered, type PushDevice, PushNotification, type RenderedPush } from "./push-notification.tsx";
import { WidthSwitch } from "./width-switch.tsx";

const DEVICES = [
  { value: "desktop", label: "Desktop", icon: <Monitor /> },
  { value: "phone", label: "Phone", icon: <Smartphone /> },
] as const;

/** A push message as the notification it becomes, with what each press opens. Every system draws its own frame. */
export function PushView({ push }: { push: RenderedPush }) {
  const [device, setDevice] = useState<PushDevice>("desktop");
  return (
    <Card>
      <CardHeader
        title="The notification"
        description="Each browser and system shows it in its own style, some without the picture or the buttons."
        actions={<WidthSwitch label="Device" options={DEVICES} value={device} onChange={setDevice} />}
      />
      <CardBody>
        <div className="rounded-md bg-sunken px-4 py-6">
          <PushNotification push={push} device={device} />
        </div>
        <PushFacts push={push} />
      </CardBody>
    </Card>
  );
}

function PushFacts({ push }: { push: RenderedPush }) {
  const say = useSay();
  const { url, buttons = [], ttlHours, urgency, replaces } = push;
  const urgencies = pushOptions.urgency.meta()?.options ?? {};
  return (
    <FactList>
      <Fact name="Pressing it opens">{url ? <Goal url={url} /> : "Nothing: no address is set"}</Fact>
      {numbered(buttons).map((button) => (
        <Fact key={button.key} name={`“${button.label}” opens`}>
          {button.url ? <Goal url={button.url} /> : "The same"}
        </Fact>
      ))}
      {ttlHours !== undefined && (
        <Fact name="Kept for a closed browser">{ttlHours === 1 ? "1 hour" : `${ttlHours} hours`}</Fact>
      )}
      {urgency && <Fact name="Urgency">{say(urgencies[urgency] ?? urgency)}</Fact>}
      {replaces && <Fact name="Replaces an earlier one named">{replaces}</Fact>}
    </FactList>
  );
}
