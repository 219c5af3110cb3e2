"use client";

import { useInfiniteQuery, useMutation, useQueryClient } from "@tanstack/react-query";
import { ImageOff, Trash2 } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { useApi } from "#components/api.ts";
import { Button } from "#components/ui/button.tsx";
import { ConfirmDialog, type Refusal } from "#components/ui/confirm-dialog.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import { IconButton } from "#components/ui/icon-button.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { Picture } from "./picture.tsx";
import { usedBy } from "./used-by.ts";

type Props = { onChoose(src: string): void; onClose(): void };

/** Pictures that were uploaded before, to choose one or to remove it. */
export function ImageChoice({ onChoose, onClose }: Props) {
  const t = useTranslations("email-editor");
  const locale = useLocale();
  const api = useApi();
  const queries = useQueryClient();
  const pages = useInfiniteQuery(
    api.images.list.infiniteQueryOptions({}, { getNextPageParam: ({ nextCursor }) => nextCursor }),
  );
  const remove = useMutation(api.images.remove.mutationOptions());
  const [asked, setAsked] = useState<{ id: number; name: string } | null>(null);
  const images = pages.data?.pages.flatMap((page) => page.images);

  async function removeAsked(id: number): Promise<Refusal | null> {
    const answer = await remove.mutateAsync({ id });
    if (answer.kind === "used") return { refusal: usedBy(answer, t, locale) };
    await queries.invalidateQueries({ queryKey: api.images.list.pathKey() });
    return null;
  }

  return (
    <Dialog open onOpenChange={(open) => !open && onClose()} title={t("images.title")} size="md">
      {pages.isError ? (
        <ErrorState title={t("images.failed")} onRetry={() => void pages.refetch()}>
          {pages.error.message}
        </ErrorState>
      ) : !images ? (
        <Skeleton className="h-40 w-full" />
      ) : images.length === 0 ? (
        <EmptyState icon={<ImageOff />} title={t("images.none")}>
          {t("images.noneHelp")}
        </EmptyState>
      ) : (
        <ul className="grid grid-cols-2 gap-3 sm:grid-cols-3">
          {images.map(({ id, name, src, width, height }) => (
            <li key={id} className="flex flex-col gap-1">
              <button
                type="button"
                className="flex aspect-square items-center justify-center overflow-hidden rounded-md border bg-sunken hover:border-line-strong"
                onClick={() => onChoose(src)}
              >
                <Picture
                  src={src}
                  alt={t("images.choose", { name })}
                  width="100%"
                  className="max-h-full object-contain"
                />
              </button>
              <div className="flex items-center gap-1">
                <span className="min-w-0 flex-1 truncate text-xs text-muted">
                  {t("images.facts", { name, width, height })}
                </span>
                <IconButton
                  size="sm"
                  label={t("images.remove", { name })}
                  tooltip={false}
                  className="text-muted"
                  onClick={() => setAsked({ id, name })}
                >
                  <Trash2 />
                </IconButton>
              </div>
            </li>
          ))}
        </ul>
      )}
      {pages.hasNextPage && (
        <Button
          className="mt-4 w-full"
          loading={pages.isFetchingNextPage}
          onClick={() => void pages.fetchNextPage()}
        >
          {t("images.older")}
        </Button>
      )}
      <ConfirmDialog
        open={asked !== null}
        onOpenChange={(open) => !open && setAsked(null)}
        title={t("images.removeAsk", { name: asked?.name ?? "" })}
        description={t("images.removeHelp")}
        confirmLabel={t("images.removeConfirm")}
        tone="danger"
        onConfirm={() => asked && removeAsked(asked.id)}
      />
    </Dialog>
  );
}
