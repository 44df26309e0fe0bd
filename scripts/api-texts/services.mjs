// Which services of the SDK write events with the same eventSource, and therefore share one file.

/** First part of an eventSource → other names that CloudTrail or the SDK uses. The SDK's own names are added. */
const groups = {
  "aws-marketplace": ["metering.marketplace", "entitlement.marketplace", "catalog.marketplace", "marketplacecatalog"],
  autoscaling: ["application-autoscaling", "autoscaling-plans"],
  cloudhsm: ["cloudhsmv2"],
  connect: ["participant.connect", "contact-lens"],
  email: ["ses", "mail-manager"],
  lex: ["lexv2", "models.lex", "runtime.lex", "models-v2-lex", "runtime-v2-lex"],
  macie2: ["macie"],
  monitoring: ["cloudwatch"],
  mobiletargeting: ["pinpoint"],
  s3: ["s3-control", "s3express", "s3-object-lambda"],
  sso: ["portal.sso", "oidc", "sso-directory", "identitystore", "sso-oauth"],
  tagging: ["tag"],
};

/** The SDK's services in one file, in order of precedence. */
const order = [
  "RDS",
  "Elastic Load Balancing",
  "SESv2",
  "SES",
  "S3",
  "Cloudwatch Events",
  "EventBridge",
  "Auto Scaling",
];

/**
 * @template {{ id: string, endpoint: string, signing: string }} Sdk
 * @typedef {{ file: string, names: string[], sdks: Sdk[], iam: string[] }} Service
 */

/**
 * Every service of the SDK, and every service that only IAM has.
 * @template {{ id: string, endpoint: string, signing: string }} Sdk
 * @param {Sdk[]} sdks @param {string[]} iamNames @param {(sdk: Sdk) => string[]} prefixesOf
 * @returns {Service<Sdk>[]}
 */
export function servicesOf(sdks, iamNames, prefixesOf) {
  const homes = new Map(
    Object.entries(groups).flatMap(([file, names]) => [file, ...names].map((name) => [name, file])),
  );
  /** @type {Map<string, Service<Sdk>>} */
  const services = new Map();
  const service = (/** @type {string} */ name) => {
    const file = homes.get(name) ?? name;
    const known = services.get(file) ?? { file, names: [], sdks: [], iam: [] };
    services.set(file, known);
    return known;
  };
  for (const sdk of sdks) {
    const signed = sdk.signing === "execute-api" ? "connect" : sdk.signing;
    const home = service(homes.has(sdk.endpoint) ? sdk.endpoint : plain(signed));
    home.sdks.push(sdk);
    home.names.push(plain(signed), sdk.endpoint, sdk.endpoint.replace(/^api\./, ""));
    home.iam.push(...prefixesOf(sdk));
  }
  for (const name of iamNames) {
    const home = service(name);
    home.names.push(name);
    home.iam.push(name);
  }
  for (const [file, names] of Object.entries(groups)) service(file).names.push(file, ...names);
  return [...services.values()].map(({ file, names, sdks: own, iam }) => ({
    file,
    names: [...new Set(names.map((name) => name.toLowerCase()))],
    sdks: [...own].sort((a, b) => rank(a.id) - rank(b.id)),
    iam: [...new Set(iam)],
  }));
}

/** @param {string} name */
const plain = (name) => name.toLowerCase();

/** @param {string} id */
const rank = (id) => (order.includes(id) ? order.indexOf(id) : order.length);
