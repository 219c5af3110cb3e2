"use client";

import { useQuery } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import { useState } from "react";
import { useApi } from "#components/api.ts";
import { ListSkeleton } from "#components/shell/list-skeleton.tsx";
import { Loaded } from "#components/shell/loaded.tsx";
import { NeedsRole } from "#components/shell/needs-role.tsx";
import { useMay } from "#components/shell/session.tsx";
import { Button } from "#components/ui/button.tsx";
import { Card, CardBody, CardHeader } from "#components/ui/card.tsx";
import { TopicDialog } from "./topic-dialog.tsx";
import { TopicRows } from "./topic-rows.tsx";

/** What customers can choose to hear of. */
export function TopicsPage() {
  const api = useApi();
  const isOwner = useMay("owner");
  const topics = useQuery(api.topics.list.queryOptions());
  const [adding, setAdding] = useState(false);
  return (
    <>
      <NeedsRole atLeast="owner" what="change the topics" />
      <div className="flex flex-col gap-6">
        <Card>
          <CardHeader
            title="Topics"
            description="What your messages are about. Customers switch each topic on or off, in this order, on the page behind “Choose what you get” under your emails."
            actions={
              isOwner && (
                <Button variant="primary" icon={<Plus />} onClick={() => setAdding(true)}>
                  Add a topic
                </Button>
              )
            }
            className="pb-4"
          />
          <div className="border-t">
            <Loaded
              query={topics}
              skeleton={<ListSkeleton rows={2} />}
              errorTitle="The topics could not be loaded"
            >
              {(loaded) => <TopicRows topics={loaded.topics} />}
            </Loaded>
          </div>
        </Card>
        <Card>
          <CardHeader title="What counts for whom" />
          <CardBody className="text-sm text-muted">
            <p>
              The first answer that counts is the one a customer gave to the topic itself. Who has said
              nothing about it gets it if they agreed to the default topic, and not if they unsubscribed from
              that one. “Unsubscribe from everything” holds for topics that you add later, too.
            </p>
          </CardBody>
        </Card>
      </div>
      {adding && <TopicDialog topic={null} onClose={() => setAdding(false)} />}
    </>
  );
}
