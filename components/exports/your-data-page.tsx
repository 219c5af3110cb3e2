"use client";

import { useQuery } from "@tanstack/react-query";
import { FileUp } from "lucide-react";
import { useApi } from "#components/api.ts";
import { CodeBlock } from "#components/settings/code-block.tsx";
import { ListSkeleton } from "#components/shell/list-skeleton.tsx";
import { Loaded } from "#components/shell/loaded.tsx";
import { NeedsRole } from "#components/shell/needs-role.tsx";
import { useMay } from "#components/shell/session.tsx";
import { ButtonLink } from "#components/ui/button.tsx";
import { Card, CardBody, CardHeader } from "#components/ui/card.tsx";
import { ExportRows } from "./export-rows.tsx";

/** Everything that is stored, to take away; how to bring data in; and how to keep a copy. */
export function YourDataPage() {
  const mayEdit = useMay("editor");
  return (
    <>
      <NeedsRole atLeast="editor" what="download the data or bring some in" />
      <div className="flex flex-col gap-6">
        {mayEdit && <ExportCard />}
        {mayEdit && <OnePersonCard />}
        {mayEdit && <ImportCard />}
        <BackupCard />
      </div>
    </>
  );
}

function ExportCard() {
  const api = useApi();
  // Counting takes its time on a large database, so it is not asked again while the page stands.
  const files = useQuery(api.exports.list.queryOptions(undefined, { staleTime: Number.POSITIVE_INFINITY }));
  return (
    <Card>
      <CardHeader
        title="Take your data away"
        description="Everything is yours. CSV opens in any spreadsheet; JSON has one entry in each line, for programs. All times are in UTC."
      />
      <div className="mt-4 border-t">
        <Loaded query={files} skeleton={<ListSkeleton rows={6} />} errorTitle="The rows could not be counted">
          {(loaded) => <ExportRows files={loaded} />}
        </Loaded>
      </div>
    </Card>
  );
}

function OnePersonCard() {
  return (
    <Card>
      <CardHeader
        title="The data of one person"
        description="When somebody asks what you know about them, or asks to be forgotten: open their profile and choose “Export this person’s data” or “Erase this person” from its menu."
        actions={<ButtonLink href="/profiles">Find a profile</ButtonLink>}
      />
      <CardBody className="pt-0" />
    </Card>
  );
}

function ImportCard() {
  return (
    <Card>
      <CardHeader
        title="Bring data in"
        description="Customers and events from CSV files of other tools, or of another Rekindle."
        actions={
          <ButtonLink href="/imports" icon={<FileUp />}>
            Imports
          </ButtonLink>
        }
      />
      <CardBody className="pt-0" />
    </Card>
  );
}

function BackupCard() {
  return (
    <Card>
      <CardHeader
        title="Keep a copy of everything"
        description="A backup brings back the whole server as it was, with workflows, passwords and people who sign in. The files above cannot do that."
      />
      <CardBody className="flex flex-col gap-4 text-sm">
        <p>Whoever looks after the server runs this in Rekindle’s folder. It may go on working meanwhile.</p>
        <CodeBlock code="npm run backup" label="Command for a backup" />
        <p className="text-muted">
          The copy lands in the folder data/backups. Whoever has it can read everything, so keep it safe, and
          keep one on another machine. People you erase later are still in it until you remove it.
        </p>
      </CardBody>
    </Card>
  );
}
