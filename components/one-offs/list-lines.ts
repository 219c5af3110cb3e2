/** The people in what was pasted: one a line, or separated by commas, semicolons or tabs. Repeated ones stay. */
export function linesOf(text: string): string[] {
  return text
    .split(/[\n\r,;\t]+/)
    .map((line) => line.trim())
    .filter((line) => line !== "");
}
