"use client";

import Link from "next/link";
import { useTranslations } from "next-intl";

type Props = {
  /** What sent a message, or noted something: a workflow, or the one-off message that it is made for. */
  workflow: { id: number; name: string; oneOffId: number | null };
  className?: string;
};

/** Names and links what a message is from. */
export function SentByLink({ workflow: { id, name, oneOffId }, className }: Props) {
  const t = useTranslations("one-offs");
  return (
    <Link href={oneOffId === null ? `/workflows/${id}` : `/one-offs/${oneOffId}`} className={className}>
      {oneOffId === null ? name : t("sentByOneOff", { name })}
    </Link>
  );
}
