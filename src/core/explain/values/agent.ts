/** Describes a user agent in one or two sentences. Callers write it themselves: it is what they claim to be. */
import * as l10n from "@vscode/l10n";
import { type Context, textOf } from "../context";
import { textAt } from "../facts";
import { sentences } from "../say";
import { isServiceHost } from "./address";
import { placeText, systemText } from "./agentParts";
import { agents } from "./agents";

export function agentHere(agent: string): string | undefined {
  const text = agent.slice(0, 2048);
  return sentences(programText(text), systemText(text), placeText(text));
}

function programText(text: string): string | undefined {
  for (const { is, say } of agents) {
    const found = is.exec(text);
    const said = found && say(found, text);
    if (said) return said;
  }
  return undefined;
}

/**
 * If a service made the call, more than one field says so. If only the user agent names it, anyone could have written
 * that.
 */
export function agentNote(context: Context): string | undefined {
  const { record } = context;
  const agent = textOf(context);
  if (!isServiceHost(agent) || /^(?:signin|console)\.|\bconsole\./.test(agent)) return undefined;
  const isService =
    textAt(record, "userIdentity", "invokedBy") !== "" ||
    textAt(record, "userIdentity", "type") === "AWSService" ||
    !/^[\d.]+$|:/.test(textAt(record, "sourceIPAddress"));
  return isService
    ? undefined
    : l10n.t("Only the user agent names this service: invokedBy and sourceIPAddress do not.");
}
