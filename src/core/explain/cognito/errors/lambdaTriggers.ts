/** Errors of the user pool's Lambda triggers. */
import * as l10n from "@vscode/l10n";
import type { Rule } from "./rule";

export const lambdaTriggersErrors: readonly Rule[] = [
  {
    codes: ["UserLambdaValidationException"],
    message: /^(\w+) (?:validation )?failed with error/i,
    words: (found) => ({
      what: l10n.t(
        "Your own Lambda trigger {0} refused the request; the text after its name is the function's own.",
        found,
      ),
      side: "lambda",
      next: l10n.t(
        "Read the function's own log in CloudWatch Logs at this time; the user pool's lambdaConfig names the function.",
      ),
    }),
  },
  {
    codes: ["UnexpectedLambdaException"],
    message: /^(\w+) (?:failed with error|invocation failed due to)/i,
    words: (found) => ({
      what: l10n.t("Your own Lambda trigger {0} could not be run or did not finish.", found),
      side: "lambda",
      next: l10n.t(
        "Check that the user pool may invoke the function and that it answers within 5 seconds; read its log in CloudWatch Logs.",
      ),
    }),
  },
  {
    codes: ["InvalidLambdaResponseException"],
    message:
      /^Unrecognizable lambda output|^Invalid (lambda )?(function )?(response|output|JSON)|^(\w+) (?:failed with error|returned an invalid)/i,
    words: () => ({
      what: l10n.t("Your own Lambda trigger answered with something Cognito does not understand."),
      side: "lambda",
      next: l10n.t("The function must return the event it got, with its response part filled in."),
    }),
  },
];
