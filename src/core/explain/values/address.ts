/** Where a request came from, as far as the address shows. */
import * as l10n from "@vscode/l10n";
import { serviceName } from "./service";

export function addressHere(text: string): string | undefined {
  if (text === "AWS Internal" || /^AWS Internal\/\d+$/.test(text)) {
    return l10n.t("The request came from inside AWS; no address is recorded for it.");
  }
  if (isServiceHost(text)) {
    return l10n.t("The AWS service {0} made the request; no address is recorded for it.", serviceName(text));
  }
  const v4 = ipv4(text);
  if (v4) return v4Here(v4);
  return isIpv6(text) ? v6Here(text.toLowerCase()) : undefined;
}

export function isServiceHost(text: string): boolean {
  return /^[a-z0-9.-]{1,100}\.(amazonaws\.com(\.cn)?|aws\.internal)$/.test(text);
}

function ipv4(text: string): number[] | undefined {
  if (!/^\d{1,3}(\.\d{1,3}){3}$/.test(text)) return undefined;
  const parts = text.split(".").map(Number);
  return parts.every((part) => part <= 255) ? parts : undefined;
}

/** https://www.iana.org/assignments/iana-ipv4-special-registry/ */
function v4Here([a = 0, b = 0, c = 0]: number[]): string {
  if (a === 10 || (a === 172 && b >= 16 && b <= 31) || (a === 192 && b === 168)) return privateAddress();
  if (a === 127) return l10n.t("The caller's own machine (loopback).");
  if (a === 169 && b === 254) return l10n.t("A link-local address: it is valid only on one network segment.");
  if (a === 100 && b >= 64 && b <= 127) return l10n.t("An address shared behind a provider's NAT (100.64.0.0/10).");
  if (
    (a === 192 && b === 0 && c === 2) ||
    (a === 198 && b === 51 && c === 100) ||
    (a === 203 && b === 0 && c === 113)
  ) {
    return documentation();
  }
  return publicAddress("IPv4");
}

function isIpv6(text: string): boolean {
  return /^[0-9a-f:.]{2,45}$/i.test(text) && (text.match(/:/g)?.length ?? 0) >= 2 && !/:::|::.*::/.test(text);
}

/** https://www.iana.org/assignments/iana-ipv6-special-registry/ */
function v6Here(text: string): string {
  if (text === "::1") return l10n.t("The caller's own machine (loopback).");
  if (/^f[cd]/.test(text)) return privateAddress();
  if (/^fe[89ab]/.test(text)) return l10n.t("A link-local address: it is valid only on one network segment.");
  if (/^2001:0?db8:/.test(text)) return documentation();
  return publicAddress("IPv6");
}

function privateAddress(): string {
  return l10n.t("A private address: the call came from inside a network, for example through a VPC endpoint.");
}

function documentation(): string {
  return l10n.t("An address reserved for examples in documentation: no real request comes from it.");
}

function publicAddress(family: string): string {
  return l10n.t(
    "A public {0} address. It is the last hop that AWS saw: a proxy, a VPN or a company's gateway may be in front of it.",
    family,
  );
}
