import { useTranslations } from "next-intl";
import { useSay } from "#components/say.tsx";
import { wordNode } from "#components/workflows/node-labels.ts";
import { fieldOfSettings, fieldOfStep } from "#workflows/field-words.ts";
import type { Graph } from "#workflows/graph.ts";
import type { Clash } from "#workflows/merge-graphs.ts";
import type { Phrase } from "#workflows/phrase.ts";

type Props = {
  clashes: Clash[];
  mine: Graph;
  theirs: Graph;
};

/** What two people changed differently, each with what either of them made of it. */
export function ClashList({ clashes, mine, theirs }: Props) {
  const t = useTranslations("versions");
  const say = useSay();
  const steps = new Map([...theirs.nodes, ...mine.nodes].map((node) => [node.id, node]));
  const nameOf = (nodeId: string) => {
    const node = steps.get(nodeId);
    return node ? say(wordNode(node)) : t("step.gone");
  };
  const led = (nodeId: string | null) => (nodeId === null ? t("clash.nowhere") : nameOf(nodeId));
  const shown = (value: Phrase | null) =>
    value === null ? t("clash.other") : say(value) || t("field.empty");

  function wordClash(clash: Clash): { what: string; mine: string; theirs: string } {
    switch (clash.kind) {
      case "field": {
        const { label, say: sayValue } = fieldOfStep(steps.get(clash.nodeId)?.type ?? "", clash.field);
        const what = t("clash.field", { step: nameOf(clash.nodeId), field: say(label) });
        return { what, mine: shown(sayValue(clash.mine)), theirs: shown(sayValue(clash.theirs)) };
      }
      case "setting": {
        const { label, say: sayValue } = fieldOfSettings(clash.field);
        const what = t("clash.setting", { field: say(label) });
        return { what, mine: shown(sayValue(clash.mine)), theirs: shown(sayValue(clash.theirs)) };
      }
      case "removed": {
        const [removed, changed] = [t("clash.removed"), t("clash.changed")];
        const [first, second] = clash.by === "mine" ? [removed, changed] : [changed, removed];
        return { what: nameOf(clash.nodeId), mine: first, theirs: second };
      }
      case "connection":
        return {
          what: t("clash.connection", { step: nameOf(clash.nodeId) }),
          mine: led(clash.mine),
          theirs: led(clash.theirs),
        };
      case "note":
        return {
          what: t("clash.note"),
          mine: clash.mine ?? t("clash.removed"),
          theirs: clash.theirs ?? t("clash.removed"),
        };
      case "too-large":
        return { what: t("clash.tooLarge"), mine: t("clash.mineAlone"), theirs: t("clash.theirsAlone") };
    }
  }

  return (
    <ul className="flex max-h-72 flex-col gap-3 overflow-y-auto rounded-md border bg-sunken px-3 py-2.5 text-sm">
      {clashes.map((clash) => {
        const worded = wordClash(clash);
        return (
          <li key={JSON.stringify([clash.kind, worded.what])} className="flex flex-col gap-1">
            <p className="font-medium [overflow-wrap:anywhere]">{worded.what}</p>
            <dl className="grid grid-cols-[auto_1fr] gap-x-3 gap-y-0.5 text-muted [overflow-wrap:anywhere]">
              <dt>{t("clash.you")}</dt>
              <dd className="text-ink">{worded.mine}</dd>
              <dt>{t("clash.they")}</dt>
              <dd className="text-ink">{worded.theirs}</dd>
            </dl>
          </li>
        );
      })}
    </ul>
  );
}
