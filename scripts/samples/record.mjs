// Makes the records of all samples. Nothing in the samples is real: accounts, keys, names and addresses are those that
// AWS and the RFCs reserve for examples (123456789012, …EXAMPLE, 192.0.2.0/24, .example).

export const ACCOUNT = "111122223333";
export const OTHER_ACCOUNT = "123456789012";
export const AGENT = "synthetic-sample/1.0";
export const CLI = `${AGENT} aws-cli/2.24.0 md/awscrt#0.23.8 ua/2.1 os/linux md/arch#x86_64 lang/python#3.12.9`;
export const SDK = `${AGENT} aws-sdk-js/3.758.0 ua/2.1 os/linux lang/js md/nodejs#22.14.0 m/E`;
export const BROWSER = `Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/133.0.0.0 Safari/537.36 ${AGENT}`;
export const HIDDEN = "HIDDEN_DUE_TO_SECURITY_REASONS";

const TLS = { tlsVersion: "TLSv1.3", cipherSuite: "TLS_AES_128_GCM_SHA256" };

/** @typedef {Record<string, unknown>} Fields one JSON object */
/** @typedef {(string | undefined)[]} From address and agent */
/** @typedef {(time: string, source: string, name: string, identity: Fields | undefined, from: From, rest?: Fields) => void} Add */

/**
 * Makes records for one file with numbered IDs, so that two runs write the same bytes.
 * @param {{ file: number, region: string, day: string }} of
 */
export function recorder({ file, region, day }) {
  let made = 0;
  /** @param {string} family */
  const id = (family) => `5a3e1e${family}-${String(file).padStart(4, "0")}-4000-8000-${String(made).padStart(12, "0")}`;

  /**
   * One record with its fields in CloudTrail's order. `rest` overrides or adds fields; `undefined` removes a field.
   * @param {string} time
   * @param {string} eventSource
   * @param {string} eventName
   * @param {Fields | undefined} userIdentity
   * @param {From} from
   * @param {Fields} rest
   * @returns {Fields}
   */
  return function record(time, eventSource, eventName, userIdentity, from, rest = {}) {
    made++;
    const source = eventSource.includes(".") ? eventSource : `${eventSource}.amazonaws.com`;
    const readOnly = /^(Get|List|Describe|Head|Lookup|Decrypt|Verify|Query|Scan|Batch_?Get)/.test(eventName);
    const [sourceIPAddress, userAgent] = from;
    const {
      additionalEventData,
      resources,
      apiVersion,
      sharedEventID,
      serviceEventDetails,
      errorCode,
      errorMessage,
      ...others
    } = rest;
    const all = {
      eventVersion: "1.11",
      userIdentity,
      eventTime: `${day}T${time}Z`,
      eventSource: source,
      eventName,
      awsRegion: region,
      sourceIPAddress,
      userAgent,
      errorCode,
      errorMessage,
      requestParameters: null,
      responseElements: null,
      additionalEventData,
      requestID: id("aa"),
      eventID: id("00"),
      readOnly,
      resources,
      eventType: "AwsApiCall",
      apiVersion,
      managementEvent: true,
      recipientAccountId: ACCOUNT,
      sharedEventID,
      serviceEventDetails,
      vpcEndpointId: undefined,
      vpcEndpointAccountId: undefined,
      eventCategory: "Management",
      tlsDetails:
        userIdentity?.invokedBy || userIdentity?.type === "AWSService"
          ? undefined
          : { ...TLS, clientProvidedHostHeader: `${source.split(".")[0]}.${region}.amazonaws.com` },
      sessionCredentialFromConsole: undefined,
      ...others,
    };
    return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));
  };
}

/**
 * `HH:MM:SS` after a number of seconds.
 * @param {string} time
 * @param {number} seconds
 */
export function later(time, seconds) {
  return new Date(Date.parse(`2000-01-01T${time}Z`) + seconds * 1000).toISOString().slice(11, 19);
}

/**
 * 21 characters, like IAM's IDs; the name in it stays readable.
 * @param {string} prefix
 * @param {string} name
 */
export function principalId(prefix, name) {
  return `${prefix}${name
    .toUpperCase()
    .replace(/[^A-Z]/g, "")
    .padEnd(10, "X")
    .slice(0, 10)}EXAMPLE`;
}

/**
 * 20 characters, like access keys.
 * @param {string} prefix
 * @param {string} name
 */
export function accessKey(prefix, name) {
  return `${prefix}${name
    .toUpperCase()
    .replace(/[^A-Z]/g, "")
    .padEnd(9, "X")
    .slice(0, 9)}EXAMPLE`;
}

/**
 * @param {string} name
 * @param {{ key?: string, mfa?: boolean, since?: string }} with_
 */
export function iamUser(name, { key = accessKey("AKIA", name), mfa, since } = {}) {
  return {
    type: "IAMUser",
    principalId: principalId("AIDA", name),
    arn: `arn:aws:iam::${ACCOUNT}:user/${name}`,
    accountId: ACCOUNT,
    ...(key ? { accessKeyId: key } : {}),
    userName: name,
    ...(since
      ? {
          sessionContext: {
            sessionIssuer: {},
            webIdFederationData: {},
            attributes: { creationDate: since, mfaAuthenticated: mfa ? "true" : "false" },
          },
        }
      : {}),
  };
}

/**
 * @param {string} role
 * @param {string} session
 * @param {{ key: string, since: string, path?: string, mfa?: boolean, federation?: Fields, ec2RoleDelivery?: string, sourceIdentity?: string } & Fields} with_
 */
export function roleSession(
  role,
  session,
  { key, since, path = "", mfa = false, federation = {}, ec2RoleDelivery, sourceIdentity, ...fields },
) {
  const id = principalId("AROA", role);
  return {
    type: "AssumedRole",
    principalId: `${id}:${session}`,
    arn: `arn:aws:sts::${ACCOUNT}:assumed-role/${role}/${session}`,
    accountId: ACCOUNT,
    accessKeyId: key,
    sessionContext: {
      sessionIssuer: {
        type: "Role",
        principalId: id,
        arn: `arn:aws:iam::${ACCOUNT}:role/${path}${role}`,
        accountId: ACCOUNT,
        userName: role,
      },
      webIdFederationData: federation,
      attributes: { creationDate: since, mfaAuthenticated: mfa ? "true" : "false" },
      ...(sourceIdentity ? { sourceIdentity } : {}),
      ...(ec2RoleDelivery ? { ec2RoleDelivery } : {}),
    },
    ...fields,
  };
}

/** @param {string} name */
export const service = (name) => ({ type: "AWSService", invokedBy: `${name}.amazonaws.com` });
/**
 * Address and agent of a call from an AWS service.
 * @param {string} name
 * @returns {From}
 */
export const fromService = (name) => [`${name}.amazonaws.com`, `${name}.amazonaws.com`];
export const SESSION_TOKEN = `SYNTHETICSAMPLE//////////${"EXAMPLESESSIONTOKEN".repeat(6)}==`;
