"use client";

import Link from "next/link";
import { ChannelIcon } from "#components/messages/channel-icon.tsx";
import { useMay, useNow } from "#components/shell/session.tsx";
import { OneOffBadge } from "./one-off-badge.tsx";
import { OneOffMenu } from "./one-off-menu.tsx";
import { OneOffMoment } from "./one-off-moment.tsx";
import { useWords, wordTurns } from "./one-off-words.ts";
import type { OneOffRow } from "./outputs.ts";

/** Messages under each other, each leading to its own page. `zone` is the shop's. */
export function OneOffRows({ oneOffs, zone }: { oneOffs: readonly OneOffRow[]; zone: string }) {
  const { t } = useWords();
  return (
    <ul aria-label={t("list.label")} className="divide-y divide-line">
      {oneOffs.map((oneOff) => (
        <Row key={oneOff.id} oneOff={oneOff} zone={zone} />
      ))}
    </ul>
  );
}

function Row({ oneOff, zone }: { oneOff: OneOffRow; zone: string }) {
  const now = useNow();
  const mayEdit = useMay("editor");
  const { t } = useWords();
  const { id, name, status, channel, entered } = oneOff;
  return (
    <li className="group relative flex items-start gap-3 py-3 pr-2 pl-4 first:rounded-t-lg last:rounded-b-lg hover:bg-hover sm:pl-5">
      {channel ? (
        <ChannelIcon channel={channel} className="mt-1" />
      ) : (
        <span aria-hidden="true" className="size-4 shrink-0" />
      )}
      <div className="min-w-0 flex-1">
        <Link
          href={`/one-offs/${id}`}
          className="block truncate font-medium after:absolute after:inset-0 after:rounded-[inherit] group-hover:text-ember-ink"
        >
          {name}
        </Link>
        <p className="mt-1 flex flex-wrap items-center gap-x-3 gap-y-1.5 text-sm text-muted">
          <OneOffBadge status={status} />
          <OneOffMoment oneOff={oneOff} zone={zone} now={now} />
          {entered > 0 && <span data-figures>{wordTurns(oneOff, t)}</span>}
        </p>
      </div>
      {mayEdit && (
        <span className="relative z-1">
          <OneOffMenu oneOff={oneOff} />
        </span>
      )}
    </li>
  );
}
