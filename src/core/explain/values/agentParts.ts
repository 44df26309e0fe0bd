/** What a user agent says besides the program's name: the language, the system, where it ran. */
import * as l10n from "@vscode/l10n";

/** Newer agents write `lang/python#3.11`, older ones `Python/3.9`. */
const languages: readonly (readonly [RegExp, string])[] = [
  [/(?<![\w-])(?:lang\/python[#/]|Python\/)([\d.]+)/i, "Python"],
  [/\b(?:md\/nodejs[#/]|aws-sdk-nodejs\/\S+ \w+\/v)([\d.]+)/i, "Node.js"],
  [/(?:(?<![\w-])lang\/go[#/]|\(go)([\d.]+)/i, "Go"],
  [/(?<![\w-])(?:lang\/kotlin[#/]|kotlin\/)([\d.]+)/i, "Kotlin"],
  [/(?<![\w-])(?:lang\/java[#/]|md\/java[#/]|java\/)([\d._]+)/i, "Java"],
  [/(?<![\w-])(?:lang\/ruby[#/]|ruby\/)([\d.]+)/i, "Ruby"],
  [/(?<![\w-])(?:lang\/php[#/]|PHP\/)([\d.]+)/i, "PHP"],
  [/(?<![\w-])lang\/rust[#/]([\d.]+)/i, "Rust"],
  [/(?<![\w-])lang\/swift[#/]([\d.]+)/i, "Swift"],
  [/(?<![\w-])(?:lang\/\.NET_Core[#/]|\.NET_Core\/|md\/\.NET_Core[#/])([\d.]+)/i, ".NET"],
  [/(?<![\w-])lang\/(js)\b/i, "JavaScript"],
];

const systems: readonly (readonly [RegExp, string])[] = [
  [/amzn2023/, "Amazon Linux 2023"],
  [/amzn2(?!\d)/, "Amazon Linux 2"],
  [/\b(?:os\/linux|Linux\/)|; linux;/i, "Linux"],
  [/\b(?:os\/macos|Darwin\/)|; darwin;/i, "macOS"],
  [/\b(?:os\/windows|Windows\/)|; windows;/i, "Windows"],
  [/\bos\/android\b/i, "Android"],
  [/\bos\/ios\b/i, "iOS"],
];

export function languageText(text: string): string | undefined {
  for (const [pattern, name] of languages) {
    const version = pattern.exec(text)?.[1];
    if (version === "js") return l10n.t("Language: {0}.", name);
    if (version) return l10n.t("Language: {0}.", `${name} ${version.replace(/\.$/, "")}`);
  }
  return undefined;
}

export function systemText(text: string): string | undefined {
  const name = systems.find(([pattern]) => pattern.test(text))?.[1];
  return name && l10n.t("System: {0}.", name);
}

export function placeText(text: string): string | undefined {
  const place = /\bexec-env\/([\w.-]{1,60})/.exec(text)?.[1];
  switch (place) {
    case undefined:
      return undefined;
    case "CloudShell":
      return l10n.t("It ran in AWS CloudShell.");
    case "AWS_ECS_FARGATE":
      return l10n.t("It ran in Amazon ECS on AWS Fargate.");
    case "AWS_ECS_EC2":
      return l10n.t("It ran in Amazon ECS on EC2 instances.");
    default:
      return place.startsWith("AWS_Lambda")
        ? l10n.t("It ran in AWS Lambda ({0}).", place)
        : l10n.t("It ran in {0}.", place);
  }
}
