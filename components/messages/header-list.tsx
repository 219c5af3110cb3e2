/** The headers of an email or of a web request. */
export function HeaderList({ headers, empty }: { headers: Record<string, string>; empty: string }) {
  const entries = Object.entries(headers);
  if (entries.length === 0) return <p className="text-sm text-muted">{empty}</p>;
  return (
    <dl className="flex flex-col gap-2.5 font-mono text-[0.8125rem] [overflow-wrap:anywhere]">
      {entries.map(([name, value]) => (
        <div key={name}>
          <dt className="text-muted">{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
