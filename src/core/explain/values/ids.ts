/**
 * The first letters of an IAM identifier show what it names.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-unique-ids
 */
import * as l10n from "@vscode/l10n";
import { sentences } from "../say";

const kinds: Readonly<Record<string, () => string>> = {
  ABIA: () => l10n.t("A bearer token of AWS STS for a service (ABIA…)."),
  ACCA: () => l10n.t("A credential bound to one context (ACCA…)."),
  AGPA: () => l10n.t("The ID of an IAM user group (AGPA…)."),
  AIDA: () => l10n.t("The ID of an IAM user (AIDA…)."),
  AIPA: () => l10n.t("The ID of an EC2 instance profile (AIPA…)."),
  AKIA: () =>
    l10n.t(
      "A long-term access key (AKIA…): it belongs to an IAM user or the root user, and works until it is deactivated.",
    ),
  ANPA: () => l10n.t("The ID of a managed policy (ANPA…)."),
  ANVA: () => l10n.t("The ID of a version of a managed policy (ANVA…)."),
  APKA: () => l10n.t("The ID of a public key (APKA…)."),
  AROA: () => l10n.t("The ID of a role (AROA…)."),
  ASCA: () => l10n.t("The ID of a certificate (ASCA…)."),
  ASIA: () => l10n.t("A temporary access key (ASIA…) from AWS STS: it ends with its session."),
};

const form = /^([A-Z]{4})[A-Z0-9]{8,124}$/;

export function isKeyId(text: string): boolean {
  const prefix = form.exec(text)?.[1] ?? "";
  return Object.hasOwn(kinds, prefix);
}

/** What an identifier is, by its prefix; for `AROA…:session`, both halves. */
export function idHere(text: string): string | undefined {
  const colon = text.indexOf(":");
  const id = colon < 0 ? text : text.slice(0, colon);
  const kind = kinds[form.exec(id)?.[1] ?? ""];
  if (kind === undefined) {
    return /^A3T[A-Z0-9]{10,}/.test(id)
      ? l10n.t("An identifier in an old form (A3T…); AWS does not document its prefix.")
      : undefined;
  }
  if (colon < 0) return kind();
  const name = text.slice(colon + 1);
  if (id.startsWith("AROA")) return sentences(kind(), l10n.t("The session name follows the colon: {0}.", name));
  return sentences(kind(), l10n.t("After the colon: {0}.", name));
}

/** EC2's IDs show their kind. These are the names that AWS uses for it. */
const resources: Readonly<Record<string, string>> = {
  i: "EC2 instance",
  ami: "Amazon Machine Image",
  vol: "EBS volume",
  snap: "EBS snapshot",
  sg: "security group",
  sgr: "security group rule",
  subnet: "subnet",
  vpc: "VPC",
  vpce: "VPC endpoint",
  eni: "network interface",
  igw: "internet gateway",
  nat: "NAT gateway",
  rtb: "route table",
  acl: "network ACL",
  eipalloc: "Elastic IP address",
  lt: "launch template",
  tgw: "transit gateway",
  pcx: "VPC peering connection",
  key: "key pair",
  r: "reservation",
};

/** What the prefix of `i-0abc…` shows. */
export function resourceIdHere(text: string): string | undefined {
  const prefix = /^([a-z]{1,8})-(?:[0-9a-f]{8}|[0-9a-f]{17})$/.exec(text)?.[1] ?? "";
  const name = Object.hasOwn(resources, prefix) ? resources[prefix] : "";
  return name ? l10n.t("By its prefix, the ID of: {0}.", name) : undefined;
}
