import { brandFonts, linkColor, textAround } from "#workflows/brand.ts";
import type { EmailBlock, EmailDesign, SimpleEmailBlock } from "#workflows/email-design.ts";
import { blockMjml, type DesignContext } from "./block-mjml.ts";

/** The width that mail programs on a computer give an email at least. */
const WIDTH_PX = 600;

export interface DesignFrame extends Omit<DesignContext, "widthPx"> {
  /** Shown after the subject in the inbox; may hold Liquid. */
  preview: string;
}

/**
 * A whole email as MJML, with marks in the place of Liquid (the frame's guard puts it back). Blocks that follow each other
 * share a column; those side by side stand in a row, and one below the other on a phone.
 */
export function designMjml({ blocks }: EmailDesign, frame: DesignFrame): string {
  const { brand, guard, direction } = frame;
  const { family } = brandFonts[brand.font];
  return `<mjml lang="${guard.mark("{{ mail.lang }}")}" dir="${direction}">
<mj-head>
<mj-title>${guard.mark("{{ mail.subject }}")}</mj-title>
<mj-preview>${guard.escape(frame.preview)}</mj-preview>
<mj-attributes>
<mj-all font-family="${family}" />
<mj-text color="${brand.text}" font-size="16px" line-height="1.6" />
<mj-table color="${brand.text}" font-size="16px" line-height="1.5" />
<mj-section padding="0" />
</mj-attributes>
<mj-raw>
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
</mj-raw>
<mj-style>
a { color: ${linkColor(brand)}; }
</mj-style>
</mj-head>
<mj-body width="${WIDTH_PX}px" background-color="${brand.background}">
${logoMjml(frame)}
<mj-wrapper background-color="${brand.panel}" padding="16px 0" border-radius="12px">
${rowsOf(blocks)
  .map((row) => rowMjml(row, frame))
  .join("\n")}
</mj-wrapper>
</mj-body>
</mjml>`;
}

type Row = SimpleEmailBlock[][];

/** Blocks up to the next columns make one row with one column. */
function rowsOf(blocks: EmailBlock[]): Row[] {
  const rows: Row[] = [];
  let stack: SimpleEmailBlock[] | null = null;
  for (const block of blocks) {
    if (block.type === "columns") {
      rows.push(block.columns);
      stack = null;
    } else if (stack) stack.push(block);
    else {
      stack = [block];
      rows.push([stack]);
    }
  }
  return rows;
}

function rowMjml(columns: Row, frame: DesignFrame): string {
  const widthPx = Math.floor(WIDTH_PX / columns.length);
  const written = columns.map((blocks) =>
    blocks
      .map((block) => blockMjml(block, { ...frame, widthPx }))
      .filter((mjml) => mjml !== "")
      .join("\n"),
  );
  if (written.every((mjml) => mjml === "")) return "";
  const inside = written.map((mjml) => `<mj-column vertical-align="top">${mjml}</mj-column>`).join("\n");
  return `<mj-section direction="${frame.direction}">${inside}</mj-section>`;
}

/** The logo, or the shop's name where there is none. */
function logoMjml({ brand, publicUrl, guard }: DesignFrame): string {
  const name = guard.mark("{{ shop.name }}");
  const inside = brand.logo
    ? `<mj-image src="${publicUrl.replace(/\/$/, "")}${brand.logo}" alt="${name}" width="${brand.logoWidth}px" />`
    : `<mj-text align="center" font-weight="600" color="${textAround(brand)}">${name}</mj-text>`;
  return `<mj-section padding="16px 0"><mj-column>${inside}</mj-column></mj-section>`;
}
