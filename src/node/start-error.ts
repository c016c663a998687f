/** A start that cannot succeed, in one sentence that names what to do. */
export class StartError extends Error {
  override readonly name = "StartError";
}

/** The sentence for what commonly goes wrong on starting; null = not expected, shown with its trace. */
export function explain(
  error: unknown,
  about: { readonly port?: number; readonly option?: string; readonly path?: string },
): string | null {
  const code = typeof error === "object" && error !== null && "code" in error ? String(error.code) : "";
  const message = error instanceof Error ? error.message : "";
  if (code === "EADDRINUSE")
    return `Port ${about.port ?? ""} is taken by another program. Stop it, or choose another port: npm start -- ${about.option ?? "--port"} ${(about.port ?? 3000) + 10}`;
  if (code === "EACCES" && about.port !== undefined)
    return `Port ${about.port} may not be used by this user. Choose one above 1024: npm start -- ${about.option ?? "--port"} 3000`;
  if (
    ["EACCES", "EROFS", "EPERM", "ENOTDIR", "EEXIST", "ENOSPC"].includes(code) ||
    /SQLITE_CANTOPEN|unable to open database|readonly database/i.test(`${code} ${message}`)
  )
    return `The data folder ${about.path ?? ""} cannot be written (${code || "no access"}). Give it write access, or choose another: npm start -- --data DIR`;
  if (/SQLITE_NOTADB|SQLITE_CORRUPT|not a database|malformed/i.test(`${code} ${message}`))
    return `The database ${about.path ?? ""} is damaged. Put back a backup of it, or move the file away to start empty.`;
  return null;
}
