export interface Instruction {
  /** In capitals, as `RUN`. */
  name: string;
  /** All that follows, with continued lines joined. */
  text: string;
}

export interface Stage {
  /** What follows `AS`, else the stage's number. */
  name: string;
  instructions: Instruction[];
}

/** The stages of a Dockerfile. Throws on an instruction before the first `FROM`. */
export function parseDockerfile(content: string): Stage[] {
  const lines = content
    .split("\n")
    .filter((line) => !/^\s*#/.test(line))
    .join("\n")
    .replace(/\\\n\s*/g, "")
    .split("\n");
  const stages: Stage[] = [];
  for (const line of lines) {
    const [, name, text] = /^(\w+)\s+(.*)$/.exec(line.trim()) ?? [];
    if (!name || text === undefined) continue;
    if (name === "FROM")
      stages.push({ name: / AS (\S+)/i.exec(text)?.[1] ?? String(stages.length), instructions: [] });
    else {
      const stage = stages.at(-1);
      if (!stage) throw new Error(`${name} stands before the first FROM`);
      stage.instructions.push({ name, text });
    }
  }
  return stages;
}

/** A COPY's sources and destination, and the stage that they come from (null: the project's folder). */
export function parseCopy(text: string): { from: string | null; sources: string[]; destination: string } {
  const words = text.split(/\s+/);
  const from = words[0]?.startsWith("--from=") ? (words.shift()?.slice("--from=".length) ?? null) : null;
  const destination = words.pop() ?? "";
  return { from, sources: words, destination };
}

/** The words of a command in its exec form, `["node", "main.js"]`, of CMD or HEALTHCHECK. */
export function parseExec(text: string): string[] {
  const words: unknown = JSON.parse(text.slice(text.indexOf("[")));
  if (!Array.isArray(words)) throw new Error(`not a command in its exec form: ${text}`);
  return words.map(String);
}

/**
 * Whether a file of the project reaches the build, by the rules of .dockerignore: the last line that matches the file or
 * a folder above it decides.
 */
export function reachesBuild(file: string, dockerignore: string): boolean {
  let reaches = true;
  for (const line of dockerignore.split("\n")) {
    const pattern = line.trim();
    if (!pattern || pattern.startsWith("#")) continue;
    const isException = pattern.startsWith("!");
    const matcher = toMatcher(isException ? pattern.slice(1) : pattern);
    if (withFoldersAbove(file).some((path) => matcher.test(path))) reaches = isException;
  }
  return reaches;
}

/** Unlike in a shell, a star matches names that start with a dot too. */
function toMatcher(pattern: string): RegExp {
  const source = pattern
    .replace(/[.+^${}()|[\]\\]/g, "\\$&")
    .replaceAll("**/", "(?:.*/)?")
    .replace(/(?<!\.)\*/g, "[^/]*");
  return new RegExp(`^${source}$`);
}

function withFoldersAbove(file: string): string[] {
  const parts = file.split("/");
  return parts.map((_part, index) => parts.slice(0, index + 1).join("/"));
}
