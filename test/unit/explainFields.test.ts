import assert from "node:assert/strict";
import { fieldRows } from "../../src/core/explain/fields/find";
import { explainAt } from "../../src/core/explain/record";
import { timeText } from "../../src/ui/times";
import { inJapanese } from "./support/language";

const options = { now: Date.parse("2025-03-02T13:00:00Z"), timeZone: "Asia/Tokyo", timeText };

/** Every field that AWS documents: top-level, in userIdentity, and in other objects. */
const fields: readonly string[] = [
  ..."eventVersion userIdentity eventTime eventSource eventName awsRegion sourceIPAddress userAgent errorCode errorMessage requestParameters responseElements additionalEventData requestID eventID eventType apiVersion managementEvent readOnly resources recipientAccountId serviceEventDetails sharedEventID vpcEndpointId vpcEndpointAccountId eventCategory addendum sessionCredentialFromConsole edgeDeviceDetails tlsDetails eventContext insightDetails annotation".split(
    " ",
  ),
  ..."type principalId arn accountId accessKeyId userName invokedBy onBehalfOf onBehalfOf.userId onBehalfOf.identityStoreArn inScopeOf inScopeOf.sourceArn inScopeOf.sourceAccount inScopeOf.issuerType inScopeOf.credentialsIssuedTo credentialId identityProvider sessionContext"
    .split(" ")
    .map((field) => `userIdentity.${field}`),
  ..."sessionIssuer sessionIssuer.type sessionIssuer.userName sessionIssuer.principalId sessionIssuer.arn sessionIssuer.accountId webIdFederationData webIdFederationData.federatedProvider webIdFederationData.attributes webIdFederationData.attributes.graph:app_id attributes attributes.creationDate attributes.mfaAuthenticated sourceIdentity ec2RoleDelivery ec2IssuedInVpc assumedRoot"
    .split(" ")
    .map((field) => `userIdentity.sessionContext.${field}`),
  ..."tlsDetails.tlsVersion tlsDetails.cipherSuite tlsDetails.clientProvidedHostHeader tlsDetails.keyExchange addendum.reason addendum.updatedFields addendum.originalRequestID addendum.originalEventID resources.0.ARN resources.0.ARNPrefix resources.0.accountId resources.0.type eventContext.requestContext eventContext.requestContext.aws:SourceVpc eventContext.tagContext eventContext.tagContext.resourceTags eventContext.tagContext.resourceTags.0.arn eventContext.tagContext.resourceTags.0.tags eventContext.tagContext.principalTags eventContext.tagContext.principalTags.team serviceEventDetails.serviceAccountId".split(
    " ",
  ),
  ..."state eventSource eventName insightType errorCode sourceEventCategory insightContext insightContext.statistics insightContext.statistics.baseline insightContext.statistics.baseline.average insightContext.statistics.insight insightContext.statistics.insight.average insightContext.statistics.insightDuration insightContext.statistics.baselineDuration insightContext.attributions insightContext.attributions.0.attribute insightContext.attributions.0.insight insightContext.attributions.0.baseline insightContext.attributions.0.insight.0.value insightContext.attributions.0.insight.0.average insightContext.attributions.0.baseline.0.value"
    .split(" ")
    .map((field) => `insightDetails.${field}`),
  ..."accountId eventId timeWindow timeWindow.windowStart timeWindow.windowEnd timeWindow.windowSize summary summary.primaryDimension summary.primaryDimension.dimension summary.primaryDimension.statistics summary.primaryDimension.statistics.0.name summary.primaryDimension.statistics.0.value summary.primaryDimension.aggregationType summary.details summary.details.0.dimension summary.details.0.statistics.0.name".split(
    " ",
  ),
];

/** A record with only this field, and the position of the field's key. */
function recordWith(field: string): { text: string; offset: number } {
  const steps = field.split(".");
  const text = steps.reduceRight((inner, step) => (/^\d+$/.test(step) ? `[${inner}]` : `{"${step}":${inner}}`), '"x"');
  return { text, offset: text.lastIndexOf(`"${steps.at(-1)}"`) + 1 };
}

function explained(field: string): string {
  const { text, offset } = recordWith(field);
  const found = explainAt(text, offset, options);
  assert.ok(found, field);
  assert.ok(found.explanation.links.length > 0, `${field}: no page of AWS's`);
  return found.explanation.what.join(" ");
}

describe("explanations of fields", () => {
  it("every field of AWS's documentation has one, in both languages", () => {
    for (const field of fields) {
      const english = explained(field);
      assert.notEqual(english, "", field);
      assert.notEqual(english, "CloudTrail's documentation does not name this field.", field);
      assert.match(
        inJapanese(() => explained(field)),
        /[ぁ-ん]/,
        field,
      );
    }
  });

  it("every row of the tables is reached, and speaks both languages", () => {
    const paths = fieldRows.map(([path]) =>
      path
        .replace(/\*\*\./, "")
        .replaceAll("[]", "0")
        .replaceAll("*", "anything"),
    );
    const lower = paths.map((path) => path.toLowerCase());
    assert.deepEqual(
      lower.filter((path, at) => lower.indexOf(path) !== at),
      [],
      "two rows for one place",
    );
    for (const [n, [path]] of fieldRows.entries()) {
      assert.notEqual(explained(paths[n] ?? ""), "CloudTrail's documentation does not name this field.", path);
      assert.match(
        inJapanese(() => explained(paths[n] ?? "")),
        /[ぁ-ん]/,
        path,
      );
    }
  });

  it("names in lower case, as Athena writes them, mean the same", () => {
    assert.equal(
      explained("useridentity.sessioncontext.attributes.mfaauthenticated"),
      explained("userIdentity.sessionContext.attributes.mfaAuthenticated"),
    );
  });

  it("says when it does not know a field", () => {
    assert.equal(explained("eventColour"), "CloudTrail's documentation does not name this field.");
    assert.equal(explained("userIdentity.favouriteColour"), "CloudTrail's documentation does not name this field.");
    for (const name of ["constructor", "__proto__", "toString", "hasOwnProperty"]) {
      assert.equal(explained(name), "CloudTrail's documentation does not name this field.", name);
    }
  });

  it("says which tool added a field", () => {
    const { text, offset } = recordWith("p_log_type");
    assert.match(explainAt(text, offset, options)?.explanation.what[0] ?? "", /Panther/);
  });
});
