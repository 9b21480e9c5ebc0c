/* eslint-disable */
export type paths = Record<string, Record<'get' | 'put' | 'post' | 'delete' | 'patch', any> & { parameters: any }>;
