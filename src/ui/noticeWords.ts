/**
 * Reports what the engine says about its work: in the output channel, and in a message if the user can do something.
 */
import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";
import { visible } from "../core/events/visible";
import { plural } from "../core/language";
import type { Notice, Stop } from "../engine/engine";
import { inform } from "./dialogs";
import { fileName } from "./files";
import { mention, note, report, ShownError, showOutput, tell } from "./report";

/** @param restart starts the engine's thread again */
export function tellNotice(notice: Notice, restart: () => void): void {
  switch (notice.kind) {
    case "spillFailed":
      mention(
        l10n.t(
          "Decompressed content cannot be kept on disk ({0}). Records of large compressed logs take longer to open.",
          notice.code,
        ),
      );
      break;
    case "cacheFailed":
      mention(l10n.t("The index cache could not be written ({0}). The log will be read in full again.", notice.code));
      break;
    case "cacheUsed":
      tell(
        plural(
          notice.files,
          (n) => l10n.t("{0} file has not changed and was taken from the index cache: {1}", n, notice.uri),
          (n) => l10n.t("{0} files have not changed and were taken from the index cache: {1}", n, notice.uri),
        ),
      );
      break;
    case "slow":
      mention(l10n.t("Logs are read slowly, because the fast reader cannot run on this computer ({0}).", notice.why));
      break;
    case "helperFailed":
      mention(
        l10n.t("A thread that helps with reading has ended ({0}). The main thread read its part instead.", notice.why),
      );
      break;
    case "fileFailed":
      note(`read ${notice.uri}`, notice.why);
      break;
    case "readAgain":
      inform(
        l10n.t(
          "{file} changed after it was read, and a record is no longer where it was. The file is being read again.",
          { file: visible(fileName(vscode.Uri.parse(notice.uri))) },
        ),
      );
      break;
    case "stopped":
      tellStop(notice.stop, restart);
  }
}

function tellStop(stop: Stop, restart: () => void): void {
  note("engine", stop.error);
  const waysOn = [{ label: l10n.t("Try Again"), run: restart }, showOutput()];
  switch (stop.kind) {
    case "again": // the engine recovers by itself, and nobody has to do anything
      mention(l10n.t("Reading stopped unexpectedly. The open logs are being read again."));
      break;
    case "leftOut": {
      const file = visible(fileName(vscode.Uri.parse(stop.uri)));
      const sentence = l10n.t("Reading stopped twice at {file}, so this log is left out. The other logs are read.", {
        file,
      });
      report("engine", new ShownError(sentence, waysOn));
      break;
    }
    case "giveUp":
      report(
        "engine",
        new ShownError(
          l10n.t(
            "Reading stopped unexpectedly several times and was given up. The open logs are not shown until you try again.",
          ),
          waysOn,
        ),
      );
  }
}
