/** The command that renews a profile's sign-in, safe to pass to a shell: profile names are free text. */

export type SignIn = { kind: "sso" | "login"; profile: string };

/** For display. The shell that runs the command may need other quotes: see {@link commandFor}. */
export function commandText(signIn: SignIn): string {
  return commandFor(signIn, "bash") ?? `${words(signIn)} --profile …`;
}

/** @param shell path or name of the shell's program @returns undefined if the name cannot be quoted for this shell */
export function commandFor(signIn: SignIn, shell: string): string | undefined {
  const profile = quoted(signIn.profile, shell);
  return profile === undefined ? undefined : `${words(signIn)} --profile ${profile}`;
}

function words({ kind }: SignIn): string {
  return kind === "sso" ? "aws sso login" : "aws login";
}

function quoted(name: string, shell: string): string | undefined {
  if (/^[\w.@+:/][\w.@+:/-]*$/.test(name)) return name;
  // biome-ignore lint/suspicious/noControlCharactersInRegex: a line end would start a second command
  if (name === "" || /[\u0000-\u001f\u007f-\u009f\u2028\u2029]/.test(name)) return undefined;
  switch (/([^\\/]*?)(\.exe)?$/i.exec(shell)?.[1]?.toLowerCase()) {
    case "cmd":
      // cmd expands %name% and !name! even inside quotes
      return /["%!^]|\\$/.test(name) ? undefined : `"${name}"`;
    case "powershell":
    case "pwsh":
      // PowerShell treats typographic quotes as quotes; before 7.3, it loses a double quote when it calls a program
      return /["\u2018-\u201b]|\\$/.test(name) ? undefined : `'${name.replaceAll("'", "''")}'`;
    case "bash":
    case "sh":
    case "zsh":
    case "dash":
    case "ksh":
      return `'${name.replaceAll("'", "'\\''")}'`;
    default:
      // fish, nu and others agree on quotes around text that contains neither quotes nor backslashes
      return /['"\\`$]/.test(name) ? undefined : `'${name}'`;
  }
}
