"use client";

import { Workflow } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { useSay } from "#components/say.tsx";
import { useMay } from "#components/shell/session.tsx";
import { Button } from "#components/ui/button.tsx";
import { Card, CardBody, CardHeader } from "#components/ui/card.tsx";
import { ProgressBar } from "#components/ui/progress-bar.tsx";
import { Stat } from "#components/ui/stat.tsx";
import { TabPanel, Tabs } from "#components/ui/tabs.tsx";
import { phrase } from "#workflows/phrase.ts";
import { wordCondition } from "#workflows/word-condition.ts";
import { SegmentChanges } from "./changes-card.tsx";
import { SegmentMembers } from "./members-card.tsx";
import type { Segment } from "./outputs.ts";
import { useSegmentWorkflow } from "./use-segment-workflow.ts";
import { UserList } from "./user-list.tsx";

/** Who is in a segment, who came and left, and what uses it. */
export function SegmentView({ segment }: { segment: Segment }) {
  const t = useTranslations("segments.page");
  const say = useSay();
  const { id, rule, state, progress, usedBy } = segment;
  return (
    <div className="flex flex-col gap-6">
      <Card>
        <CardBody className="flex flex-col gap-4">
          <p className="[overflow-wrap:anywhere]">
            {say(phrase("Everybody for whom this holds: {rule}", { rule: phrase(wordCondition(rule)) }))}
          </p>
          {state === "building" && (
            <ProgressBar label={t("building")} done={progress?.done ?? 0} total={progress?.total ?? 0} />
          )}
        </CardBody>
      </Card>
      <Figures segment={segment} />
      <Tabs
        label={t("tabs")}
        tabs={[
          { value: "members", label: t("members") },
          { value: "changes", label: t("changes") },
          { value: "users", label: t("users"), count: usedBy.length },
        ]}
      >
        <TabPanel value="members">
          <SegmentMembers segment={segment} />
        </TabPanel>
        <TabPanel value="changes">
          <SegmentChanges segmentId={id} />
        </TabPanel>
        <TabPanel value="users">
          <Users segment={segment} />
        </TabPanel>
      </Tabs>
    </div>
  );
}

function Figures({ segment: { memberCount, came, left } }: { segment: Segment }) {
  const t = useTranslations("segments.page");
  const language = useLocale();
  return (
    <div className="grid gap-3 sm:grid-cols-3">
      <Stat label={t("people")} value={memberCount.toLocaleString(language)} />
      <Stat label={t("came")} value={came.toLocaleString(language)} hint={t("lastDays")} />
      <Stat label={t("left")} value={left.toLocaleString(language)} hint={t("lastDays")} />
    </div>
  );
}

function Users({ segment }: { segment: Segment }) {
  const t = useTranslations("segments.page");
  const mayEdit = useMay("editor");
  const workflow = useSegmentWorkflow();
  return (
    <Card>
      <CardHeader
        title={t("usersTitle")}
        description={t(segment.usedBy.length > 0 ? "usersHint" : "noUsers")}
        actions={
          mayEdit && (
            <Button
              icon={<Workflow />}
              loading={workflow.isPending}
              onClick={() => workflow.mutate({ id: segment.id, name: segment.name })}
            >
              {t("newWorkflow")}
            </Button>
          )
        }
      />
      <CardBody>
        {segment.usedBy.length > 0 && <UserList label={t("usersTitle")} usedBy={segment.usedBy} />}
      </CardBody>
    </Card>
  );
}
