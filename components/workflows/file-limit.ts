/**
 * Of a workflow, or steps of one, as text: a file, or what somebody copied. More than a full workflow with long emails has,
 * also in a script that takes three bytes a letter; what is longer is not even looked at.
 */
export const WORKFLOW_TEXT_MAX_BYTES = 8_000_000;
