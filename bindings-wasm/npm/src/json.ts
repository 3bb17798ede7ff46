/** Any value of JSON. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json };

/** Known texts, which an editor completes, and any other: the service grows, and applications do not. */
export type Open<Known extends string> = Known | (string & {});
