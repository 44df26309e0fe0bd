/** AWS Lambda: operation names without the API version. */
import * as l10n from "@vscode/l10n";
import { named } from "./needs";
import { type Rows, row } from "./row";

export const lambda: Rows = {
  CreateFunction: row(
    [named("functionName")],
    (...of) => l10n.t("{0} created Lambda function {1}", ...of),
    (...of) => l10n.t("{0} tried to create Lambda function {1}", ...of),
  ),
  DeleteFunction: row(
    [named("functionName")],
    (...of) => l10n.t("{0} deleted Lambda function {1}", ...of),
    (...of) => l10n.t("{0} tried to delete Lambda function {1}", ...of),
  ),
  UpdateFunctionCode: row(
    [named("functionName")],
    (...of) => l10n.t("{0} changed the code of Lambda function {1}", ...of),
    (...of) => l10n.t("{0} tried to change the code of Lambda function {1}", ...of),
  ),
  UpdateFunctionConfiguration: row(
    [named("functionName")],
    (...of) => l10n.t("{0} changed the settings of Lambda function {1}", ...of),
    (...of) => l10n.t("{0} tried to change the settings of Lambda function {1}", ...of),
  ),
  PublishVersion: row(
    [named("functionName")],
    (...of) => l10n.t("{0} published a version of Lambda function {1}", ...of),
    (...of) => l10n.t("{0} tried to publish a version of Lambda function {1}", ...of),
  ),
  GetFunction: row(
    [named("functionName")],
    (...of) => l10n.t("{0} read Lambda function {1}", ...of),
    (...of) => l10n.t("{0} tried to read Lambda function {1}", ...of),
  ),
  ListFunctions: row(
    [],
    (...of) => l10n.t("{0} listed the Lambda functions", ...of),
    (...of) => l10n.t("{0} tried to list the Lambda functions", ...of),
  ),
  Invoke: row(
    [named("functionName")],
    (...of) => l10n.t("{0} invoked Lambda function {1}", ...of),
    (...of) => l10n.t("{0} tried to invoke Lambda function {1}", ...of),
  ),
  AddPermission: row(
    [named("functionName")],
    (...of) => l10n.t("{0} allowed another to invoke Lambda function {1}", ...of),
    (...of) => l10n.t("{0} tried to allow another to invoke Lambda function {1}", ...of),
  ),
  RemovePermission: row(
    [named("functionName")],
    (...of) => l10n.t("{0} withdrew a permission to invoke Lambda function {1}", ...of),
    (...of) => l10n.t("{0} tried to withdraw a permission to invoke Lambda function {1}", ...of),
  ),
  CreateFunctionUrlConfig: row(
    [named("functionName")],
    (...of) => l10n.t("{0} gave Lambda function {1} a URL of its own", ...of),
    (...of) => l10n.t("{0} tried to give Lambda function {1} a URL of its own", ...of),
  ),
  DeleteFunctionUrlConfig: row(
    [named("functionName")],
    (...of) => l10n.t("{0} removed the URL of Lambda function {1}", ...of),
    (...of) => l10n.t("{0} tried to remove the URL of Lambda function {1}", ...of),
  ),
  CreateEventSourceMapping: row(
    [named("functionName")],
    (...of) => l10n.t("{0} connected an event source to Lambda function {1}", ...of),
    (...of) => l10n.t("{0} tried to connect an event source to Lambda function {1}", ...of),
  ),
  PublishLayerVersion: row(
    ["layerName"],
    (...of) => l10n.t("{0} published a version of Lambda layer {1}", ...of),
    (...of) => l10n.t("{0} tried to publish a version of Lambda layer {1}", ...of),
  ),
};
