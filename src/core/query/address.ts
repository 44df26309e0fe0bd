/**
 * IPv4 and IPv6 addresses as comparable numbers. Other texts, such as a service's name, are in no block and in no
 * range.
 */
import ipaddr from "ipaddr.js";
import { InvalidCondition } from "./condition";

/** 128 bits, with an IPv4 address as its IPv4-mapped IPv6 address; undefined if the text is not an address. */
export function addressNumber(text: string): bigint | undefined {
  const address = parsed(text);
  if (!address) return undefined;
  const bytes =
    address.kind() === "ipv4" ? (address as ipaddr.IPv4).toIPv4MappedAddress().toByteArray() : address.toByteArray();
  return bytes.reduce((sum, byte) => (sum << 8n) | BigInt(byte), 0n);
}

/** Whether an address is in a block such as 192.0.2.0/24 or 2001:db8::/32. A block without a length is one address. */
export function blockTest(block: string): (text: string) => boolean {
  const [first, last] = boundsOf(block);
  return (text) => {
    const number = addressNumber(text);
    return number !== undefined && number >= first && number <= last;
  };
}

function boundsOf(block: string): [first: bigint, last: bigint] {
  const [, base = "", length] = /^([^/]+)(?:\/(\d{1,3}))?$/.exec(block.trim()) ?? [];
  const address = parsed(base);
  const number = address && addressNumber(base);
  if (!address || number === undefined) throw new InvalidCondition("block", block);
  const bits = address.kind() === "ipv4" ? 32 : 128;
  const kept = length === undefined ? bits : Number(length);
  if (kept > bits) throw new InvalidCondition("block", block);
  const free = (1n << BigInt(bits - kept)) - 1n;
  return [number & ~free, number | free];
}

/** Accepts only full spellings: a C library also reads "10" and "0x7f.1" as addresses. */
function parsed(text: string): ipaddr.IPv4 | ipaddr.IPv6 | undefined {
  if (ipaddr.IPv4.isValidFourPartDecimal(text)) return ipaddr.IPv4.parse(text);
  if (!text.includes(":") || !ipaddr.IPv6.isValid(text)) return undefined;
  const address = ipaddr.IPv6.parse(text);
  return address.isIPv4MappedAddress() ? address.toIPv4Address() : address;
}
