"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { useSay } from "#components/say.tsx";
import { Card, CardBody, CardHeader } from "#components/ui/card.tsx";
import { pushOptions } from "#workflows/actions/push-options.ts";
import { hintsOf } from "#workflows/field-hints.ts";
import { Fact, FactList, Goal } from "./fact-list.tsx";
import { numbered, type PushDevice, PushNotification, type RenderedPush } from "./push-notification.tsx";
import { useDevices } from "./use-devices.tsx";
import { WidthSwitch } from "./width-switch.tsx";

/** A push message as the notification it becomes, with what each press opens. Every system draws its own frame. */
export function PushView({ push }: { push: RenderedPush }) {
  const t = useTranslations("messages");
  const { options } = useDevices();
  const [device, setDevice] = useState<PushDevice>("desktop");
  return (
    <Card>
      <CardHeader
        title={t("push.title")}
        description={t("push.description")}
        actions={
          <WidthSwitch label={t("devices.device")} options={options} value={device} onChange={setDevice} />
        }
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
  const t = useTranslations("messages");
  const say = useSay();
  const { url, buttons = [], ttlHours, urgency, replaces } = push;
  const urgencies = hintsOf(pushOptions.urgency).options ?? {};
  return (
    <FactList>
      <Fact name={t("press.opens")}>{url ? <Goal url={url} /> : t("press.nothing")}</Fact>
      {numbered(buttons).map((button) => (
        <Fact key={button.key} name={t("press.buttonOpens", { label: button.label })}>
          {button.url ? <Goal url={button.url} /> : t("press.same")}
        </Fact>
      ))}
      {ttlHours !== undefined && <Fact name={t("push.keptFor")}>{t("push.hours", { count: ttlHours })}</Fact>}
      {urgency && <Fact name={t("push.urgency")}>{say(urgencies[urgency] ?? urgency)}</Fact>}
      {replaces && <Fact name={t("push.replaces")}>{replaces}</Fact>}
    </FactList>
  );
}
