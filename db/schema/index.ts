export * from "./accountability.ts";
export * from "./guides.ts";
export * from "./jobs.ts";
export * from "./people.ts";
export * from "./policy.ts";
export * from "./reports.ts";
export * from "./tickets.ts";
