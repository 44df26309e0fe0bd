/** What the engine says of how it works, for who wants to know; with a message where somebody can do something. */
import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";
import { visible } from "../core/events/visible";
import type { Notice, Stop } from "../engine/engine";
import { inform } from "./dialogs";
import { fileName } from "./files";
import { mention, note, report, ShownError, showOutput, tell } from "./report";
import { plural } from "./words";

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
          (n) => l10n.t("{0} file is as it was and was taken from the index cache: {1}", n, notice.uri),
          (n) => l10n.t("{0} files are as they were and were taken from the index cache: {1}", n, notice.uri),
        ),
      );
      break;
    case "slow":
      mention(l10n.t("Logs are read slowly: what reads them fast cannot run on this computer ({0}).", notice.why));
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
    case "again": // it mends itself, and nobody has to do anything
      mention(l10n.t("Reading stopped unexpectedly. The open logs are being read again."));
      break;
    case "leftOut": {
      const file = visible(fileName(vscode.Uri.parse(stop.uri)));
      const sentence = l10n.t("{file} ended the reading of logs twice and is left out. The other logs are read.", {
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
            "Reading logs stopped unexpectedly several times and was given up. Nothing of the open logs is shown until you try again.",
          ),
          waysOn,
        ),
      );
  }
}
