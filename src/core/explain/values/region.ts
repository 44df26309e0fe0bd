/** Regions and where they are: https://docs.aws.amazon.com/global-infrastructure/latest/regions/aws-regions.html */
import * as l10n from "@vscode/l10n";

/** AWS's own names; countries and cities are written as AWS writes them. */
const places: Readonly<Record<string, string>> = {
  "us-east-1": "N. Virginia",
  "us-east-2": "Ohio",
  "us-west-1": "N. California",
  "us-west-2": "Oregon",
  "af-south-1": "Cape Town",
  "ap-east-1": "Hong Kong",
  "ap-east-2": "Taipei",
  "ap-south-1": "Mumbai",
  "ap-south-2": "Hyderabad",
  "ap-northeast-1": "Tokyo",
  "ap-northeast-2": "Seoul",
  "ap-northeast-3": "Osaka",
  "ap-southeast-1": "Singapore",
  "ap-southeast-2": "Sydney",
  "ap-southeast-3": "Jakarta",
  "ap-southeast-4": "Melbourne",
  "ap-southeast-5": "Malaysia",
  "ap-southeast-6": "New Zealand",
  "ap-southeast-7": "Thailand",
  "ca-central-1": "Canada (Central)",
  "ca-west-1": "Calgary",
  "cn-north-1": "Beijing",
  "cn-northwest-1": "Ningxia",
  "eu-central-1": "Frankfurt",
  "eu-central-2": "Zurich",
  "eu-north-1": "Stockholm",
  "eu-south-1": "Milan",
  "eu-south-2": "Spain",
  "eu-west-1": "Ireland",
  "eu-west-2": "London",
  "eu-west-3": "Paris",
  "il-central-1": "Tel Aviv",
  "me-central-1": "UAE",
  "me-south-1": "Bahrain",
  "mx-central-1": "Mexico (Central)",
  "sa-east-1": "São Paulo",
  "us-gov-east-1": "AWS GovCloud (US-East)",
  "us-gov-west-1": "AWS GovCloud (US-West)",
};

/** For example: us-east-1 (N. Virginia). */
export function regionText(text: string): string {
  return Object.hasOwn(places, text) ? l10n.t("{0} ({1})", text, places[text] ?? "") : text;
}

export function regionHere(text: string): string | undefined {
  return Object.hasOwn(places, text) ? l10n.t("Region {0}.", regionText(text)) : undefined;
}
