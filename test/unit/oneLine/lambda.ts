import type { Case } from "./case";

export const lambda: readonly Case[] = [
  [
    "CreateFunction",
    { functionName: "arn:aws:lambda:eu-west-1:111122223333:function:resize" },
    "created Lambda function resize",
    "create Lambda function resize",
  ],
  [
    "DeleteFunction",
    { functionName: "arn:aws:lambda:eu-west-1:111122223333:function:resize" },
    "deleted Lambda function resize",
    "delete Lambda function resize",
  ],
  [
    "UpdateFunctionCode",
    { functionName: "arn:aws:lambda:eu-west-1:111122223333:function:resize" },
    "changed the code of Lambda function resize",
    "change the code of Lambda function resize",
  ],
  [
    "UpdateFunctionConfiguration",
    { functionName: "arn:aws:lambda:eu-west-1:111122223333:function:resize" },
    "changed the settings of Lambda function resize",
    "change the settings of Lambda function resize",
  ],
  [
    "PublishVersion",
    { functionName: "arn:aws:lambda:eu-west-1:111122223333:function:resize" },
    "published a version of Lambda function resize",
    "publish a version of Lambda function resize",
  ],
  [
    "GetFunction",
    { functionName: "arn:aws:lambda:eu-west-1:111122223333:function:resize" },
    "read Lambda function resize",
    "read Lambda function resize",
  ],
  ["ListFunctions", {}, "listed the Lambda functions", "list the Lambda functions"],
  [
    "Invoke",
    { functionName: "arn:aws:lambda:eu-west-1:111122223333:function:resize" },
    "invoked Lambda function resize",
    "invoke Lambda function resize",
  ],
  [
    "AddPermission",
    { functionName: "arn:aws:lambda:eu-west-1:111122223333:function:resize" },
    "allowed another to invoke Lambda function resize",
    "allow another to invoke Lambda function resize",
  ],
  [
    "RemovePermission",
    { functionName: "arn:aws:lambda:eu-west-1:111122223333:function:resize" },
    "withdrew a permission to invoke Lambda function resize",
    "withdraw a permission to invoke Lambda function resize",
  ],
  [
    "CreateFunctionUrlConfig",
    { functionName: "arn:aws:lambda:eu-west-1:111122223333:function:resize" },
    "gave Lambda function resize a URL of its own",
    "give Lambda function resize a URL of its own",
  ],
  [
    "DeleteFunctionUrlConfig",
    { functionName: "arn:aws:lambda:eu-west-1:111122223333:function:resize" },
    "removed the URL of Lambda function resize",
    "remove the URL of Lambda function resize",
  ],
  [
    "CreateEventSourceMapping",
    { functionName: "arn:aws:lambda:eu-west-1:111122223333:function:resize" },
    "connected an event source to Lambda function resize",
    "connect an event source to Lambda function resize",
  ],
  [
    "PublishLayerVersion",
    { layerName: "tools" },
    "published a version of Lambda layer tools",
    "publish a version of Lambda layer tools",
  ],
];
