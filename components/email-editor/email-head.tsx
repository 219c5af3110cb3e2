type Props = { shown: { from: string; subject: string; previewText: string } | undefined };

/** What an inbox shows of an email before it is opened. */
export function EmailHead({ shown }: Props) {
  return (
    <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-1 px-4 py-3 text-sm [overflow-wrap:anywhere]">
      <dt className="text-muted">From</dt>
      <dd>{shown?.from ?? "…"}</dd>
      <dt className="text-muted">Subject</dt>
      <dd className="font-medium">{shown?.subject ?? "…"}</dd>
      <dt className="text-muted">Preview text</dt>
      <dd>
        {shown === undefined
          ? "…"
          : shown.previewText || <span className="text-muted">None: inboxes show how the email begins</span>}
      </dd>
    </dl>
  );
}
